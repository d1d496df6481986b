using AutoBackprop;

namespace Cases;

/// <summary>Indexers and properties of objects that return references.</summary>
public static partial class RefReturns
{
    public sealed class Matrix(int rows, int columns)
    {
        private readonly double[] _data = new double[rows * columns];
        public int Rows => rows;
        public int Columns => columns;
        public ref double this[int i, int j] => ref _data[i * columns + j];

        public Matrix Times(Matrix other)
        {
            var product = new Matrix(Rows, other.Columns);
            for (var i = 0; i < Rows; i++)
                for (var j = 0; j < other.Columns; j++)
                    for (var k = 0; k < Columns; k++) product[i, j] += this[i, k] * other[k, j];
            return product;
        }

        public double Trace() { var t = 0.0; for (var i = 0; i < rows; i++) t += this[i, i]; return t; }
    }

    public sealed class Guarded(int n)
    {
        private readonly float[] _items = new float[n];
        private float _total;
        public ref float Total => ref _total;
        public ref float this[int i]
        {
            get
            {
                if (i < 0 || i >= n) throw new ArgumentOutOfRangeException(nameof(i));
                return ref _items[i];
            }
        }
    }

    public readonly ref struct Table(Span<double> data, int columns)
    {
        private readonly Span<double> _data = data;
        public ref double this[int i, int j] => ref _data[i * columns + j];
    }

    [Differentiable, Case("0.3, 2, 3")]
    public static double Powers(double x, double y, int n)
    {
        var a = new Matrix(2, 2);
        a[0, 0] = x;
        a[0, 1] = y;
        a[1, 0] = 0.5;
        a[1, 1] = x * y;
        var p = new Matrix(2, 2);
        (p[0, 0], p[1, 1]) = (1, 1);
        for (var i = 0; i < n; i++) { var q = p.Times(a); for (var k = 0; k < 4; k++) p[k / 2, k % 2] = q[k / 2, k % 2]; }
        return p.Trace();
    }

    [Differentiable, Case("0.3, 2")]
    public static float WithGuards(float x, float y)
    {
        var g = new Guarded(3);
        g[0] = x;
        g[1] = g[0] * y;
        g.Total += g[1] * g[1];
        g.Total *= x;
        return g.Total + g[0];
    }

    [Differentiable, Case("0.3, 2")]
    public static double OfSpan(double x, double y)
    {
        Span<double> memory = stackalloc double[4];
        var t = new Table(memory, 2);
        t[0, 0] = x;
        t[1, 1] = x * y;
        t[1, 0] += t[0, 0] * t[1, 1];
        return memory[2] * t[1, 1] + memory[0];
    }
}
