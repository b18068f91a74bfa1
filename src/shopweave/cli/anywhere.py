"""`--data DIR` is understood before a command and behind it."""

OPTION = "--data"


def forward(args: list[str]) -> list[str]:
    """The arguments with the option first; what stands behind `--` is no option."""
    end = args.index("--") if "--" in args else len(args)
    for place, word in enumerate(args[:end]):
        if word.startswith(f"{OPTION}="):
            return [word, *args[:place], *args[place + 1 :]]
        if word == OPTION and place + 1 == end:
            return [OPTION]  # The folder was forgotten: let that be said, and nothing else.
        if word == OPTION:
            return [*args[place : place + 2], *args[:place], *args[place + 2 :]]
    return args
