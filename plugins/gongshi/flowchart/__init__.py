"""Official process charts: steps in, geometry, SVG and the same process in words out. Knows nothing of files or pages."""

from .checks import problems
from .drawing import standalone, svg
from .layout import layout
from .model import Box, Edge, Label, Layout, Line, Shape, Step, TextLine
from .outline import Exit, Item, ordered_list

__all__ = [
    "Box",
    "Edge",
    "Exit",
    "Item",
    "Label",
    "Layout",
    "Line",
    "Shape",
    "Step",
    "TextLine",
    "layout",
    "ordered_list",
    "problems",
    "standalone",
    "svg",
]
