def is_success(status: int) -> bool:
    return 200 <= status <= 299


def is_worth_another_try(status: int) -> bool:
    return status in (408, 429) or 500 <= status <= 599
