namespace Lendflow.Activities.Scoring;

/// <summary>The lower triangle L with A = L Lᵀ of a symmetric, positive definite matrix A.</summary>
sealed class Cholesky
{
    /// <summary>A pivot this small against its diagonal element is rounding noise: the column follows from those before it.</summary>
    const double PivotTolerance = 1e-11;

    readonly double[,] _lower;
    readonly int _size;

    Cholesky(double[,] lower)
    {
        _lower = lower;
        _size = lower.GetLength(0);
    }

    /// <summary>Factors the lower triangle of <paramref name="matrix"/>; null when <paramref name="dependent"/> names a column
    /// that follows from the columns before it.</summary>
    public static Cholesky? Factor(double[,] matrix, out int dependent)
    {
        var size = matrix.GetLength(0);
        var lower = new double[size, size];
        for (dependent = 0; dependent < size; dependent++)
        {
            var column = dependent;
            var pivot = Remainder(matrix, lower, column, column);
            if (!(pivot > PivotTolerance * matrix[column, column]))
                return null;

            lower[column, column] = Math.Sqrt(pivot);
            for (var row = column + 1; row < size; row++)
                lower[row, column] = Remainder(matrix, lower, row, column) / lower[column, column];
        }

        return new Cholesky(lower);
    }

    public double[] Solve(double[] right)
    {
        var solution = Forward(right);
        for (var row = _size - 1; row >= 0; row--)
        {
            for (var later = row + 1; later < _size; later++)
                solution[row] -= _lower[later, row] * solution[later];
            solution[row] /= _lower[row, row];
        }

        return solution;
    }

    /// <summary>Diagonal of the inverse of A: the squared length of each column of the inverse of L.</summary>
    public double[] InverseDiagonal()
    {
        var diagonal = new double[_size];
        for (var column = 0; column < _size; column++)
        {
            var unit = new double[_size];
            unit[column] = 1;
            diagonal[column] = Forward(unit).Sum(value => value * value);
        }

        return diagonal;
    }

    double[] Forward(double[] right)
    {
        var solution = (double[])right.Clone();
        for (var row = 0; row < _size; row++)
        {
            for (var earlier = 0; earlier < row; earlier++)
                solution[row] -= _lower[row, earlier] * solution[earlier];
            solution[row] /= _lower[row, row];
        }

        return solution;
    }

    static double Remainder(double[,] matrix, double[,] lower, int row, int column)
    {
        var rest = matrix[row, column];
        for (var k = 0; k < column; k++)
            rest -= lower[row, k] * lower[column, k];
        return rest;
    }
}
