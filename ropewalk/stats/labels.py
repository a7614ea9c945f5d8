"""Labels stay small whole numbers, one an answer, until someone reads them."""

import numpy as np
import numpy.typing as npt


def words(labels: tuple[str, ...], codes: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """The label at each position in ``labels``; same shape as ``codes``."""
    return np.array(labels, dtype=np.str_)[np.asarray(codes, dtype=np.int64)]
