def quoted(field: str) -> str:
    """A field as it stands in the file.

    A field with a semicolon, a double quote or a line break (`\\n` or `\\r`) in it is put in double
    quotes, and each double quote in it is doubled. Any other field stays as it is.
    """
    if not any(mark in field for mark in ';"\n\r'):
        return field
    return '"' + field.replace('"', '""') + '"'
