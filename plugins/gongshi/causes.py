"""What the operating system complains of, in Chinese."""

from __future__ import annotations

import errno

_CAUSES = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EACCES: "没有读写权限",
    errno.EPERM: "没有读写权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTDIR: "上级路径不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.ENOMEM: "内存不够",
    errno.EMFILE: "打开的文件太多",
    errno.EADDRINUSE: "已经被占用",
    errno.EADDRNOTAVAIL: "不是本机的地址",
    errno.ECONNREFUSED: "连不上",
    errno.ECONNRESET: "对方断开了连接",
    errno.EHOSTUNREACH: "网络不通",
    errno.ENETUNREACH: "网络不通",
    errno.ETIMEDOUT: "很久没有回应",
}


def cause(error: OSError) -> str:
    """The cause in a few words; the system's own where we have none."""
    return _CAUSES.get(error.errno or 0) or error.strerror or type(error).__name__
