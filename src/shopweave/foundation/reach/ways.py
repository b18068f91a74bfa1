"""The ways in that this installation was given."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ways:
    """public: host name for the world, or empty. lan, proxy: folders of what was made for them."""

    public: str
    lan_port: int
    lan: Path
    proxy: Path

    @property
    def authority(self) -> Path:
        """What phones must trust once; there when the own network was ever let in."""
        return self.lan / "authority.pem"
