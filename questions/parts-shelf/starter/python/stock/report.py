from stock.shelf import Shelf


def stock_report(shelf: Shelf) -> str:
    """What lies on the shelf, part by part, and its value."""
    shown: list[str] = []
    for part in shelf.parts():
        batches = shelf.batches(part)
        if batches:
            shown.append(f"{part}: {shelf.on_hand(part)}, oldest of {batches[0].day}")
        else:
            shown.append(f"{part}: none")
    euros, cents = divmod(shelf.value(), 100)
    return "\n".join([*shown, f"value {euros}.{cents:02}"])
