"""Django's usual entry; the same as `.venv/bin/olievlek`."""

from olievlek.__main__ import main

if __name__ == "__main__":
    main()
