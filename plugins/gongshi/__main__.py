"""``python -m gongshi``: the same command where no script is on the path, as on Windows."""

from gongshi.cli import program

if __name__ == "__main__":
    program()
