def is_success(status: int) -> bool:
    return status < 400


def is_worth_another_try(status: int) -> bool:
    return status >= 400
