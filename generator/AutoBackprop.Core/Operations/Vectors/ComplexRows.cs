using static AutoBackprop.Core.Ops;
using static AutoBackprop.Core.VectorRow;
using static AutoBackprop.Core.VectorWords;

namespace AutoBackprop.Core;

/// <summary>Complex, for finite numbers: where a part is infinite or not a number, .NET sometimes gives another.</summary>
internal static class ComplexRows
{
    private const string C = "Complex";

    public static IEnumerable<VectorRow> All => [.. Made, .. Arithmetic, .. Functions];

    private static readonly string[] Reals = ["double", "float", "int", "long", "short", "byte", "sbyte", "uint", "ulong", "ushort",
        "char", "nint", "nuint"];

    private static IEnumerable<VectorRow> Made =>
    [
        .. Value(new Vec(0, 0), "Complex.Zero"),
        .. Value(new Vec(1, 0), "Complex.One"),
        .. Value(new Vec(0, 1), "Complex.ImaginaryOne"),
        .. Joined("new Complex(double,double)"),
        .. Row(x => Vec.Join(Cast(IrType.Double, x.Number), 0), [.. Reals.Select(real => $"(Complex){real}")]),
        .. Steps((s, a) => Polar(s, a[0].Number, a[1].Number), "Complex.FromPolarCoordinates(double,double)"),
        .. VectorRules.Equality(C),
    ];

    private static IEnumerable<VectorRow> Arithmetic =>
    [
        .. Row((a, b) => a + b, $"{C} + {C}", "Complex.Add(Complex,Complex)"),
        .. Row((a, x) => new(a.X + x.Number, a.Y), $"{C} + double", "Complex.Add(Complex,double)"),
        .. Row((x, a) => new(x.Number + a.X, a.Y), $"double + {C}", "Complex.Add(double,Complex)"),
        .. Row((a, b) => a - b, $"{C} - {C}", "Complex.Subtract(Complex,Complex)"),
        .. Row((a, x) => new(a.X - x.Number, a.Y), $"{C} - double", "Complex.Subtract(Complex,double)"),
        .. Row((x, a) => new(x.Number - a.X, -a.Y), $"double - {C}", "Complex.Subtract(double,Complex)"),
        .. Row(Product, $"{C} * {C}", "Complex.Multiply(Complex,Complex)"),
        .. Row((a, b) => a * b, $"{C} * double", $"double * {C}", "Complex.Multiply(Complex,double)", "Complex.Multiply(double,Complex)"),
        .. Steps((s, a) => Quotient(s, a[0], a[1]), $"{C} / {C}", "Complex.Divide(Complex,Complex)"),
        .. Row((a, x) => a / x, $"{C} / double", "Complex.Divide(Complex,double)"),
        .. Steps((s, a) => Quotient(s, a[0].Number, a[1]), $"double / {C}", "Complex.Divide(double,Complex)"),
        .. Row(a => -a, $"-{C}", "Complex.Negate(Complex)"),
        .. Row(a => a, $"+{C}"),
        .. Row(a => new(a.X + 1, a.Y), $"{C}++"),
        .. Row(a => new(a.X - 1, a.Y), $"{C}--"),
        .. Row(a => new(a.X, -a.Y), "Complex.Conjugate(Complex)"),
        .. Steps((s, a) => s.Choose(And(Compare(Op.Eq, a[0].X, 0), Compare(Op.Eq, a[0].Y, 0)), () => new Vec(0, 0), () =>
            Quotient(s, One(a[0]), a[0])), "Complex.Reciprocal(Complex)"),
        .. Row(a => Absolute(a), "Complex.Abs(Complex)", "Complex.Magnitude"),
        .. Row(a => Phase(a), "Complex.Phase"),
        .. Row(a => And(IsFinite(a.X), IsFinite(a.Y)), "Complex.IsFinite(Complex)"),
        .. Row(a => Or(new Apply(Op.IsNaN, new[] { a.X }, IrType.Bool), new Apply(Op.IsNaN, new[] { a.Y }, IrType.Bool)),
            "Complex.IsNaN(Complex)"),
    ];

    private static IEnumerable<VectorRow> Functions =>
    [
        .. Steps((s, a) => Polar(s, s.Name(Call(Op.Exp, a[0].X)), a[0].Y), "Complex.Exp(Complex)"),
        .. Row(a => Log(a), "Complex.Log(Complex)"),
        .. Steps((s, a) => Quotient(s, s.Name(Log(a[0])), s.Name(Log(new(a[1].Number, new Const(0, IrType.Double))))),
            "Complex.Log(Complex,double)"),
        .. Row(a => Log(a) * 0.43429448190325, "Complex.Log10(Complex)"),
        .. Steps((s, a) => Root(s, a[0]), "Complex.Sqrt(Complex)"),
        .. Steps((s, a) => Power(s, a[0], a[1]), "Complex.Pow(Complex,Complex)"),
        .. Steps((s, a) => Power(s, a[0], Vec.Join(a[1], new Const(0, IrType.Double))), "Complex.Pow(Complex,double)"),
        .. Row(Sin, "Complex.Sin(Complex)"),
        .. Row(Cos, "Complex.Cos(Complex)"),
        .. Steps((s, a) => Tan(s, a[0]), "Complex.Tan(Complex)"),
        .. Row(a => OnAxis(Sin(Turned(a))), "Complex.Sinh(Complex)"),
        .. Row(a => Cos(Turned(a)), "Complex.Cosh(Complex)"),
        .. Steps((s, a) => OnAxis(Tan(s, s.Name(Turned(a[0])))), "Complex.Tanh(Complex)"),
        .. Steps((s, a) => Arctangent(s, a[0]), "Complex.Atan(Complex)"),
    ];

    private static Expr IsFinite(Expr x) => new Apply(Op.IsFinite, new[] { x }, IrType.Bool);
    private static Vec One(Vec like) => new(new Const(1, like.X.Type), new Const(0, like.X.Type));

    private static Expr Absolute(Vec a) => Call(Op.Hypot, a.X, a.Y);
    private static Expr Phase(Vec a) => Call(Op.Atan2, a.Y, a.X);
    private static Vec Log(Vec a) => new(Call(Op.Log, Absolute(a)), Phase(a));

    private static Vec Polar(StructuredBody s, Expr length, Expr phase) =>
        new(length * s.Name(Call(Op.Cos, phase)), length * s.Name(Call(Op.Sin, phase)));

    private static Vec Product(Vec a, Vec b) => Vec.Join((Vec)a.X * b.X - (Vec)a.Y * b.Y, (Vec)a.Y * b.X + (Vec)a.X * b.Y);

    // By the greater part of the divisor.
    private static Vec Quotient(StructuredBody s, Vec a, Vec b) => s.Choose(Call(Op.Abs, b.Y) < Call(Op.Abs, b.X),
        () =>
        {
            var ratio = s.Name(b.Y / b.X);
            var by = s.Name(b.X + b.Y * ratio);
            return new((a.X + a.Y * ratio) / by, (a.Y - a.X * ratio) / by);
        },
        () =>
        {
            var ratio = s.Name(b.X / b.Y);
            var by = s.Name(b.Y + b.X * ratio);
            return new((a.Y + a.X * ratio) / by, (-a.X + a.Y * ratio) / by);
        });

    private static Vec Quotient(StructuredBody s, Expr a, Vec b) => s.Choose(Call(Op.Abs, b.Y) < Call(Op.Abs, b.X),
        () =>
        {
            var ratio = s.Name(b.Y / b.X);
            var by = s.Name(b.X + b.Y * ratio);
            return new(a / by, -a * ratio / by);
        },
        () =>
        {
            var ratio = s.Name(b.X / b.Y);
            var by = s.Name(b.Y + b.X * ratio);
            return new(a * ratio / by, -a / by);
        });

    /// <summary>With a real part that is not negative. At 0 it has no slope that is finite.</summary>
    private static Vec Root(StructuredBody s, Vec a)
    {
        var length = s.Name(Absolute(a));
        return s.Choose(Compare(Op.Eq, length, 0), () => new(Call(Op.Sqrt, a.X), Call(Op.Sqrt, a.Y)), () => s.Choose(a.X >= 0,
            () =>
            {
                var real = s.Name(Call(Op.Sqrt, length * 0.5 + a.X * 0.5));
                return new(real, a.Y / (2 * real));
            },
            () =>
            {
                var size = s.Name(Call(Op.Sqrt, length * 0.5 - a.X * 0.5));
                var imaginary = s.Name(Select(a.Y < 0, -size, size));
                return new(a.Y / (2 * imaginary), imaginary);
            }));
    }

    // At 0: 0, 1 for the exponent 0, and itself for the exponent 1.
    private static Vec Power(StructuredBody s, Vec a, Vec power)
    {
        var length = s.Name(Absolute(a));
        return s.Choose(Compare(Op.Eq, length, 0),
            () => s.Choose(And(Compare(Op.Eq, power.X, 1), Compare(Op.Eq, power.Y, 0)), () => a,
                () => new(Select(And(Compare(Op.Eq, power.X, 0), Compare(Op.Eq, power.Y, 0)), new Const(1, length.Type),
                    new Const(0, length.Type)), 0)),
            () =>
            {
                var phase = s.Name(Phase(a));
                var size = s.Name(Call(Op.Pow, length, power.X) * Call(Op.Exp, -power.Y * phase));
                return Polar(s, size, s.Name(power.X * phase + power.Y * Call(Op.Log, length)));
            });
    }

    private static Vec Sin(Vec a) => new(Call(Op.Sin, a.X) * Call(Op.Cosh, a.Y), Call(Op.Cos, a.X) * Call(Op.Sinh, a.Y));
    private static Vec Cos(Vec a) => new(Call(Op.Cos, a.X) * Call(Op.Cosh, a.Y), -Call(Op.Sin, a.X) * Call(Op.Sinh, a.Y));

    // i a, and -i a.
    private static Vec Turned(Vec a) => new(-a.Y, a.X);
    private static Vec OnAxis(Vec a) => new(a.Y, -a.X);

    private static Vec Tan(StructuredBody s, Vec a)
    {
        var (x, y) = (s.Name(2 * a.X), s.Name(2 * a.Y));
        var (sin, cos, cosh) = (s.Name(Call(Op.Sin, x)), s.Name(Call(Op.Cos, x)), s.Name(Call(Op.Cosh, y)));
        return s.Choose(Call(Op.Abs, a.Y) <= 4,
            () =>
            {
                var by = s.Name(cos + cosh);
                return new(sin / by, Call(Op.Sinh, y) / by);
            },
            () =>
            {
                var by = s.Name(1 + cos / cosh);
                return new(sin / cosh / by, Call(Op.Tanh, y) / by);
            });
    }

    // i / 2 (Log(1 - i a) - Log(1 + i a)).
    private static Vec Arctangent(StructuredBody s, Vec a)
    {
        var turned = s.Name(Turned(a));
        var difference = s.Name(Log(s.Name(One(a) - turned)) - Log(s.Name(One(a) + turned)));
        return new(-0.5 * difference.Y, 0.5 * difference.X);
    }
}
