"""What the machine's owner sets at start: from environment, a TOML file, or the defaults.

What a merchant changes in the console is a preference, not a setting.
"""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from shopweave.foundation.reach import Ways


class Settings(BaseSettings):
    """Each field is `SHOPWEAVE_<NAME>` in the environment and `<name>` in `shopweave.toml`."""

    model_config = SettingsConfigDict(env_prefix="SHOPWEAVE_", frozen=True, extra="ignore")

    data: Path = Field(
        default=Path.home() / ".shopweave", description="folder of all data and keys"
    )
    database: str = Field(default="", description="database address; empty means SQLite in `data`")
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8080, ge=1, le=65535, description="port to listen on")
    public: str = Field(
        default="", description="host name under which the world reaches it by HTTPS"
    )
    https: bool = Field(
        default=False, description="it is reached by HTTPS although `public` is empty"
    )
    lan_port: int = Field(
        default=8443, ge=1, le=65535, description="port of `--lan`, for the own network"
    )
    workers: int = Field(default=1, ge=1, le=64, description="job processes")
    language: Literal["en", "zh"] = Field(
        default="en", description="language of command line and set-up"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="least level"
    )
    log_format: Literal["auto", "json", "console"] = Field(
        default="auto", description="form of log lines"
    )

    @property
    def database_url(self) -> str:
        """Address of the database; SQLite in the data folder when none is set."""
        return self.database or f"sqlite:///{self.data / 'shopweave.db'}"

    @property
    def ways(self) -> Ways:
        """How other machines reach it."""
        return Ways(self.public, self.lan_port, self.data / "lan", self.data / "proxy")

    @property
    def local_address(self) -> str:
        """Where it answers on this machine."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104  # compared, not bound
        return f"http://{host}:{self.port}"

    @property
    def address(self) -> str:
        """Where people reach it."""
        return f"https://{self.public}" if self.public else self.local_address

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line first, then environment, then the TOML file."""
        toml = TomlConfigSettingsSource(settings_cls, _toml_file(init_settings().get("data")))
        return init_settings, env_settings, toml


def _toml_file(data: Path | None) -> Path:
    """`SHOPWEAVE_CONFIG`, or `shopweave.toml` in the data folder."""
    folder = data or Path(os.environ.get("SHOPWEAVE_DATA", Path.home() / ".shopweave"))
    return Path(os.environ.get("SHOPWEAVE_CONFIG", Path(folder) / "shopweave.toml"))
