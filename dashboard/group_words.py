"""What the areas that a home is compared with are called: its neighbours, or an own group."""


def name_members(choice: str) -> str:
    """``neighbours``, or ``own group``."""
    return "own group" if choice == "own" else "neighbours"


def name_average(choice: str, kind: str) -> str:
    """``neighbours’ mean``, or ``own group’s median``."""
    return f"{'own group’s' if choice == 'own' else 'neighbours’'} {kind}"
