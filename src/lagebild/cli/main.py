"""The command line `lagebild` with all its commands: for its documentation and for programs that call it."""

from lagebild.cli.commands import make_app

app = make_app()

if __name__ == "__main__":
    app()
