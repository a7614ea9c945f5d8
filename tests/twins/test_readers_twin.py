"""Two libraries of the field read the same files observation by observation, and must say the same."""

import io

import pytest
import sdmx
import written_formats as w
from hypothesis import given, settings
from hypothesis import strategies as st
from pyjstat import pyjstat

from ropewalk.sources.formats.json_stat import read_json_stat
from ropewalk.sources.formats.sdmx import read_sdmx

VALUES = st.lists(
    st.floats(min_value=0.001, max_value=1e9).map(lambda x: round(x, 3)), min_size=8, max_size=8
)


@pytest.mark.parametrize(
    "write",
    [w.as_sdmx_generic, w.as_sdmx_generic_flat, w.as_sdmx_specific, w.as_sdmx_3, w.as_sdmx_json_1],
)
@settings(deadline=None, max_examples=5)
@given(values=VALUES)
def test_sdmx1_reads_the_same_observations(write, values):
    data = write(w.table(values))
    message = sdmx.read_sdmx(io.BytesIO(data))
    slow = {
        tuple(str(observation.key[name].value) for name in w.HEADER[:3]): float(observation.value)
        for observation in message.data[0].obs
    }
    frame = read_sdmx(data, file="a").frame
    assert {row[:3]: float(row[3]) for row in frame.select(w.HEADER[:4]).rows()} == slow


# What pyjstat says of itself at every call.
@pytest.mark.filterwarnings("ignore:Shouldn't use this function anymore:DeprecationWarning")
@settings(deadline=None, max_examples=10)
@given(values=VALUES)
def test_pyjstat_reads_the_same_cells(values):
    data = w.as_json_stat_2(w.table(values))
    slow = pyjstat.Dataset.read(data.decode()).write("dataframe", naming="id")
    frame = read_json_stat(data, file="a").frame
    fast = [(*row[:3], float(row[3])) for row in frame.select(*w.HEADER[:3], "value").rows()]
    assert fast == [tuple(row) for row in slow[[*w.HEADER[:3], "value"]].itertuples(index=False)]
