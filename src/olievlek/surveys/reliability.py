"""Whether the statements of a factor hang together: Cronbach's alpha and McDonald's omega. Pure.

Sums of products of every two statements are enough for both, and can be added over rounds; so no answer is read again.
Omega comes from one factor that is fitted to the covariances alone (least squares, without the diagonal).
"""

from collections.abc import Iterable, Sequence

from olievlek.surveys.models.answer import DO_NOT_KNOW, Values

Matrix = Sequence[Sequence[float]]
TURNS = 10_000
STILL = 1e-12


def products(answers: Iterable[Values], items: Sequence[str]) -> list[list[int]]:
    """The sums of products of a column of ones and the statements, over who answered all of them.

    So [0][0] is how many people, [0][i] the sum of statement i, and [i][j] of the products of i and j.
    """
    total = [[0] * (len(items) + 1) for _ in range(len(items) + 1)]
    for values in answers:
        row = [1, *(values.get(item, DO_NOT_KNOW) for item in items)]
        if DO_NOT_KNOW not in row:
            for i, left in enumerate(row):
                for j, right in enumerate(row):
                    total[i][j] += left * right
    return total


def added(parts: Iterable[list[list[int]]]) -> list[list[int]]:
    """The sum over rounds."""
    return [[sum(cells) for cells in zip(*rows, strict=True)] for rows in zip(*parts, strict=True)]


def covariances(sums: list[list[int]]) -> list[list[float]]:
    """Of the statements, over people."""
    many, size = sums[0][0], range(1, len(sums))
    return [[(sums[i][j] - sums[0][i] * sums[0][j] / many) / (many - 1) for j in size] for i in size]


def alpha(matrix: Matrix) -> float | None:
    """Cronbach's alpha of a covariance matrix; None when the sum score is the same for everybody."""
    total, size = sum(map(sum, matrix)), len(matrix)
    if total <= 0:
        return None
    return size / (size - 1) * (1 - sum(matrix[i][i] for i in range(size)) / total)


def omega(matrix: Matrix) -> float | None:
    """McDonald's omega (total) for one factor; None when no factor can be found: a statement that all answer alike."""
    size = range(len(matrix))
    if any(matrix[i][i] <= 0 for i in size):
        return None
    loadings = _loadings(matrix)
    common = sum(loadings) ** 2
    own = sum(max(matrix[i][i] - loadings[i] ** 2, 0) for i in size)
    return common / (common + own) if common + own else None


def _loadings(matrix: Matrix) -> list[float]:
    """One loading for each statement, each in turn the best for the others, until nothing moves."""
    size = range(len(matrix))
    found = [matrix[i][i] ** 0.5 / 2 for i in size]
    for _turn in range(TURNS):
        moved = 0.0
        for i in size:
            weight = sum(found[j] ** 2 for j in size if j != i)
            better = sum(matrix[i][j] * found[j] for j in size if j != i) / weight if weight else 0.0
            moved, found[i] = max(moved, abs(better - found[i])), better
        if moved < STILL:
            break
    return found
