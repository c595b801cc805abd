"""Whether panels of a figure lie on each other."""


def overlap(one, other):
    """Two panels, each as its share of the width and of the height."""
    (left, up), (other_left, other_up) = one, other
    return left[0] < other_left[1] and other_left[0] < left[1] and up[0] < other_up[1] and other_up[0] < up[1]
