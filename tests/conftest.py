"""What all tests share. That this file exists puts tests/ on the path, so that every room can import ``county``."""
