"""What a publish did, in numbers and in words."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Publication:
    """What a publish did; counts are of figures, by dataset. ``version`` is the old one where nothing was new."""

    version: int
    new: bool = True
    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    hidden: int = 0  # of the council's own figures, because official ones would tell something together with them
    told: int = 0  # counts of the council's own that official figures tell all the same
    left_out: list[str] = field(default_factory=list)  # illustrative datasets that were removed for good

    def sentence(self) -> str:
        """What was done, for people and for the list of versions."""
        if not self.new:
            words = f"Nothing new: version {self.version} already holds all of it"
        else:
            counts = [sum(of.values()) for of in (self.added, self.changed, self.same)]
            names = ", ".join(self.added) if len(self.added) <= 3 else f"{len(self.added)} datasets"
            found = "{:,} new, {:,} changed, {:,} as before".format(*counts)
            words = f"Version {self.version}: {names}: {found}"
        if self.hidden:
            words += (
                f". Hidden now, in every version: {self.hidden:,} of the council's own figures, which beside these "
                "would tell what has to stay hidden"
            )
        if self.told:
            words += f". Hidden counts of the council's own that these figures tell all the same: {self.told:,}"
        if self.left_out:
            words += ". Left out, because the illustrative figures were removed for good: " + ", ".join(self.left_out)
        return words
