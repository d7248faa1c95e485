import sys
from pathlib import Path

# the scripts run from their own folder, beside the modules that they share
sys.path.append(str(Path(__file__).parents[2] / "packaging"))
