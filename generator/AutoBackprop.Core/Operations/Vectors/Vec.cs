namespace AutoBackprop.Core;

/// <summary>The numbers of a vector, a matrix, a complex number or of one number, in the order of their members. Operators work
/// number by number; one number goes with each of many. Zeros and ones of axes and matrices are left out of sums and products, as they
/// are in formulas on paper.</summary>
public sealed class Vec(params Expr[] numbers)
{
    public IReadOnlyList<Expr> Numbers => numbers;
    public Expr this[int at] => numbers[at];

    public Expr X => numbers[0];
    public Expr Y => numbers[1];
    public Expr Z => numbers[2];
    public Expr W => numbers[3];

    /// <summary>As the only one.</summary>
    public Expr Number => numbers.Length == 1 ? numbers[0] : throw new InvalidOperationException($"{numbers.Length} numbers for one");

    public static implicit operator Vec(Expr number) => new(number);
    public static implicit operator Vec(double number) => new(number);

    public static Vec Join(params Vec[] parts) => new([.. parts.SelectMany(p => p.Numbers)]);

    public static Vec Same(Expr number, int count) => new([.. Enumerable.Repeat(number, count)]);

    public Vec Part(int from, int count) => new([.. numbers.Skip(from).Take(count)]);

    /// <summary>A row of a matrix with rows of so many.</summary>
    public Vec Row(int row, int width) => Part(row * width, width);

    public Vec With(int from, Vec part) => new([.. numbers.Select((n, i) =>
        i >= from && i < from + part.Numbers.Count ? part[i - from] : n)]);

    public Vec At(params int[] places) => new([.. places.Select(i => numbers[i])]);

    public Vec Map(Func<Expr, Expr> map) => new([.. numbers.Select(map)]);

    public static Vec Zip(Vec a, Vec b, Func<Expr, Expr, Expr> map) =>
        new([.. Enumerable.Range(0, Math.Max(a.Numbers.Count, b.Numbers.Count)).Select(i => map(a.Of(i), b.Of(i)))]);

    public static Vec Zip(Vec a, Vec b, Vec c, Func<Expr, Expr, Expr, Expr> map) =>
        new([.. Enumerable.Range(0, new[] { a, b, c }.Max(v => v.Numbers.Count)).Select(i => map(a.Of(i), b.Of(i), c.Of(i)))]);

    private Expr Of(int at) => numbers[numbers.Length == 1 ? 0 : at];

    public static Vec operator +(Vec a, Vec b) => Zip(a, b, Plus);
    public static Vec operator -(Vec a, Vec b) => Zip(a, b, Minus);
    public static Vec operator *(Vec a, Vec b) => Zip(a, b, Times);
    public static Vec operator /(Vec a, Vec b) => Zip(a, b, (x, y) => x / y);
    public static Vec operator -(Vec a) => a.Map(Negative);

    // ── with zeros and ones ──────────────────────────────────────────────────────────────────────────────────

    public static Expr Plus(Expr a, Expr b) => IsZero(a) ? b : IsZero(b) ? a : a + b;

    public static Expr Minus(Expr a, Expr b) => IsZero(b) ? a : IsZero(a) ? Negative(b) : a - b;

    public static Expr Times(Expr a, Expr b) => IsZero(a) || IsOne(b) ? a : IsZero(b) || IsOne(a) ? b : a * b;

    /// <summary>a b + c, with one rounding where the machine can.</summary>
    public static Expr Fused(Expr a, Expr b, Expr c) => IsZero(a) || IsZero(b) ? c
        : IsZero(c) ? Times(a, b) : IsOne(a) ? b + c : IsOne(b) ? a + c : Ops.Call(Op.MultiplyAddEstimate, a, b, c);

    public static Expr Negative(Expr a) => a is Const c ? c with { Value = 0 - c.Value } : -a;

    private static bool IsZero(Expr a) => a is Const { Value: 0 };

    private static bool IsOne(Expr a) => a is Const { Value: 1 };
}
