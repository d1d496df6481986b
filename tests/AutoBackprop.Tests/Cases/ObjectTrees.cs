using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0101, AB0103, AB0403

/// <summary>Members that call themselves on what an object holds: trees, decorators, portfolios of portfolios.</summary>
public static partial class ObjectTrees
{
    public interface ICurve { double Discount(double t); }
    public sealed record Flat(double Rate) : ICurve { public double Discount(double t) => Math.Exp(-Rate * t); }
    public sealed record Shifted(ICurve Inner, double Shift) : ICurve { public double Discount(double t) => Inner.Discount(t) * Math.Exp(-Shift * t); }
    public sealed class Blend(ICurve a, ICurve b, double weight) : ICurve
    {
        private readonly ICurve _a = a;
        public double Discount(double t) => weight * _a.Discount(t) + (1 - weight) * b.Discount(t * t);
    }

    public abstract record Instrument { public abstract double Price(ICurve curve, double spread); }
    public sealed record Bond(double Coupon, int Years) : Instrument
    {
        public override double Price(ICurve curve, double spread) => Enumerable.Range(1, Years).Sum(k => Coupon * curve.Discount(k) * Math.Exp(-spread * k))
            + 100 * curve.Discount(Years) * Math.Exp(-spread * Years);
    }
    public sealed record Basket(IReadOnlyList<(Instrument Item, double Weight)> Items) : Instrument
    {
        public override double Price(ICurve curve, double spread) => Items.Sum(i => i.Weight * i.Item.Price(curve, spread));
    }

    private static readonly ICurve Curve = new Shifted(new Blend(new Shifted(new Flat(0.03), 0.002), new Flat(0.05), 0.3), -0.001);
    private static readonly Instrument Portfolio = new Basket([(new Bond(5, 3), 1.5), (new Basket([(new Bond(2, 2), 1), (new Bond(3, 1), 2)]), 0.5)]);

    [Differentiable, Case("0.5, 2")]
    public static double Forward(double start, double length) => (Curve.Discount(start) / Curve.Discount(start + length) - 1) / length;

    [Differentiable, Case("0.01"), Case("0")]
    public static double OfPortfolio(double spread) => Portfolio.Price(Curve, spread);

    public abstract record Node
    {
        public sealed record Const(double Value) : Node;
        public sealed record X : Node;
        public sealed record Add(Node Left, Node Right) : Node;
        public sealed record Mul(Node Left, Node Right) : Node;
        public sealed record Sin(Node Of) : Node;
        public double Eval(double x) => this switch
        {
            Const c => c.Value,
            X => x,
            Add(var l, var r) => l.Eval(x) + r.Eval(x),
            Mul(var l, var r) => l.Eval(x) * r.Eval(x),
            Sin s => Math.Sin(s.Of.Eval(x)),
            _ => throw new InvalidOperationException(),
        };
    }

    private static readonly Node Formula = new Node.Add(new Node.Mul(new Node.Const(2), new Node.Sin(new Node.X())), new Node.Mul(new Node.X(), new Node.X()));

    [Differentiable, Case("0.7"), Case("-1.3")]
    public static double Evaluated(double x) => Formula.Eval(x) / (1 + Formula.Eval(2 * x) * Formula.Eval(2 * x));

    public sealed class Link(string name, double length, int joint, params Link[] children)
    {
        public string Name => name;
        private readonly double _mass = 1 + length;
        public double Energy(double[] q, double x, double y, double angle)
        {
            if (joint >= 0) angle += q[joint];
            var energy = 9.81 * _mass * (y + length / 2 * Math.Sin(angle)) + 0.1 * x * x;
            foreach (var child in children) energy += child.Energy(q, x + length * Math.Cos(angle), y + length * Math.Sin(angle), angle);
            return energy;
        }
        public void Write(double[] q, Span<double> into, double scale)
        {
            into[Math.Max(joint, 0)] += scale * length * q[0];
            foreach (var child in children) child.Write(q, into, scale * q[1]);
        }
        public int Count => 1 + children.Sum(c => c.Count);
        public (double Cost, int Number) Deepest(double scale)
        {
            var (best, number) = (length * scale, 1);
            foreach (var child in children)
            {
                var (cost, below) = child.Deepest(scale * scale);
                if (cost > best) best = cost;
                number += below;
            }
            return (best, number);
        }
    }

    private static readonly Link Torso = new("torso", 0.5, 0, new Link("left", 0.3, 1, new Link("hand", 0.7, 3)), new Link("right", 0.35, 2));

    [Differentiable, Case("[0.1, -0.5, 0.4, 0.2]")]
    public static double Energy(double[] q) => Torso.Energy(q, 0, 0, 1.5);

    [Differentiable, Case("[0.1, -0.5, 0.4, 0.2], [0, 0, 0, 1]")]
    public static void Written(double[] q, Span<double> into) => Torso.Write(q, into, 2);

    [Differentiable, Case("1.5"), Case("0.3")]
    public static double Deepest(double scale) => Torso.Deepest(scale).Cost * Torso.Deepest(2 * scale).Number + Torso.Count;

    public sealed class TreeNode { public required int Feature; public required double Threshold; public TreeNode? Left, Right; public double Value; }

    private static readonly TreeNode Root = new() { Feature = 0, Threshold = 0.3,
        Left = new() { Feature = 1, Threshold = 0, Left = new() { Feature = -1, Threshold = 0, Value = 1 }, Right = new() { Feature = -1, Threshold = 0, Value = 2 } },
        Right = new() { Feature = -1, Threshold = 0, Value = 3 } };

    private static double Soft(TreeNode node, double[] x, double sharpness)
    {
        if (node.Left is null || node.Right is null) return node.Value;
        var p = Activations.Sigmoid(sharpness * (x[node.Feature] - node.Threshold));
        return (1 - p) * Soft(node.Left, x, sharpness) + p * Soft(node.Right, x, sharpness);
    }

    [Differentiable, Case("[0.2, 0.4], 2.0")]
    public static double SoftTree(double[] x, double sharpness) => Soft(Root, x, sharpness);

    // Two that call each other.
    public sealed class Even(Odd? next, double a) { public double F(double x) => next is null ? x : a * next.G(x * x); }
    public sealed class Odd(Even? next, double b) { public double G(double x) => next is null ? b * x : b + next.F(x) * x; }

    private static readonly Even Chain = new(new(new(new(new(null, 1), 0.5), 2), -1), 3);

    [Differentiable, Case("0.9")]
    public static double Mutual(double x) => Chain.F(x) + x;

    // Handed over, and in a loop; a virtual member of the class itself.
    public abstract class Layer(Layer? below)
    {
        protected abstract double Own(double x, double w);
        public double Out(double x, double w) => Own(below is null ? x : below.Out(x, w), w);
    }
    public sealed class Dense(Layer? below) : Layer(below) { protected override double Own(double x, double w) => Math.Tanh(w * x); }
    public sealed class Gate(Layer? below, double k) : Layer(below) { protected override double Own(double x, double w) => x * Activations.Sigmoid(k * x + w); }

    private static readonly Layer[] Nets = [new Dense(new Gate(new Dense(null), 0.5)), new Gate(null, 2)];

    [Differentiable, Case("0.9, 1.3")]
    public static double Stacked(double x, double w)
    {
        var sum = 0.0;
        foreach (var net in Nets)
            for (var i = 1; i < 3; i++) sum += net.Out(i * x, w);
        return sum;
    }

    [Differentiable, Case("0.9, 1.3")]
    public static double Composed(double x, double w) => Nets[0].Out(Nets[0].Out(x, w), w * w);

    public readonly struct Cell(Cell[]? parts, float size)
    {
        public float Mass(float density) => size * density * density + (parts is null ? 0 : parts.Sum(p => p.Mass(density * 0.5f)));
    }

    private static readonly Cell Body = new([new([new(null, 1), new(null, 2)], 3), new(null, 4)], 5);

    [Differentiable, Case("1.5")]
    public static float OfStructs(float density) => Body.Mass(density);

    // What a member throws, it throws only where it is asked.
    public sealed class Step(Step? next, double k)
    {
        private readonly Step? _next = next;
        public Step Next => _next ?? throw new InvalidOperationException("none");
        public bool IsLast => _next is null;
        public double K => IsLast ? k : throw new InvalidOperationException("not the last");
        public double Eval(double x) => IsLast ? x * K : x + Next.Eval(x * x);
    }

    public sealed class Holder { public Step Root = Steps; }

    private static readonly Step Steps = new(new(new(null, 3), 2), 1);

    [Differentiable, Case("0.9")]
    public static double Guarded(double x) => Steps.Eval(x);

    [Differentiable, Case("[1, 2]")]
    public static double ByField(double[] x)
    {
        var holder = new Holder { Root = Steps };
        return holder.Root.Eval(x[0]) * holder.Root.Next.Eval(x[1]);
    }

    [Differentiable, Case("null, 0.7")]
    public static double Given([NoGradient] Step? step, double x) => step is null ? x * x : step.Eval(x);

    public sealed class Polynomial(double c, Polynomial? rest)
    {
        public double At(double x, double y) => c + (rest is null ? 0 : x * rest.At(x, y)) + Slope(y);
        public double Slope(double x) => rest is null ? 0 : rest.At(x, x) + x * rest.Slope(x);
    }

    private static readonly Polynomial Cubic = new(1, new(2, new(3, null)));

    [Differentiable, Case("0.7, 0.3")]
    public static double Horner(double x, double y) => Cubic.At(x, y) * Cubic.Slope(x);

    public abstract class Shape { public abstract float Area(float s); }
    public sealed class Square(float side) : Shape { public override float Area(float s) => s * s * side * side; }
    public sealed class Union(Shape[] parts) : Shape
    {
        public override float Area(float s)
        {
            var sum = 0f;
            for (var i = 0; i < parts.Length; i++)
            {
                if (sum > 100) return sum;
                sum += parts[i].Area(s * (i + 1));
            }
            return sum;
        }
    }

    private static readonly Shape All = new Union([new Square(1), new Union([new Square(2), new Square(3)]), new Square(2)]);

    [Differentiable, Case("1.5"), Case("4")]
    public static float Areas(float s) => All.Area(s);
}
