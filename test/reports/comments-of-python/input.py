"""Utilities for reading files.

This module reads files and returns arrays. See :func:`numpy.load` for more.
"""
# Use [the guide](https://e.com/guide) before you start.


def load(path, n=3):
    """
    Load an array from a file.

    The path may be given as ``C:\temp\new.txt``.

    Parameters
    ----------
    path : str or Path
        The path of the file that is read.
    n : int, optional
        How many rows are skipped.
    *args, **kwargs
        More arguments for the reader.

    Returns
    -------
    out : ndarray
        The array that was read.
    int
        The number of rows.

    Raises
    ------
    ValueError
        If the file is empty.

    See Also
    --------
    save : Write an array to a file.

    Notes
    -----
    The file is read in one go.

    .. versionadded:: 1.4

    Examples
    --------
    Read a file and print it:

    >>> load("a.txt")
    array of three rows and
    four columns in all
    >>> for x in y:
    ...     print(x)
    This is the output of it.

    The cursor is at the end now.
    """
    return 1  # The first row holds names.


def other(a):
    r"""Return the value of the setting.

    Args:
        a (int): The name of the setting.
        path: The path of the file that could not be read
            because it is gone.

    Returns:
        The value, or None if there is none.

    Raises:
        ValueError: If the value is wrong.

    Example::

        x = other(1)
        print it now

    :param a: the name that is used
    :returns: the value of it
    :rtype: int
    """
