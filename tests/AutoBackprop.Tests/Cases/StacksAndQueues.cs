using AutoBackprop;

namespace Cases;

/// <summary>Stacks and queues of numbers that the method makes.</summary>
public static partial class StacksAndQueues
{
    public sealed class Filter(int n)
    {
        private readonly Queue<double> _window = new();
        public double Next(double x) { _window.Enqueue(x); if (_window.Count > n) _window.Dequeue(); return _window.Average(); }
    }

    [Differentiable, Case("0.3, 2")]
    public static double Stacks(double x, double y)
    {
        var s = new Stack<double>();
        s.Push(x);
        s.Push(y);
        s.Push(x * y);
        var a = s.Pop();
        var b = s.Pop();
        s.Push(a + b * b);
        return s.Pop() * s.Peek() + s.Count;
    }

    [Differentiable, Case("0.3, 2")]
    public static double Order(double x, double y)
    {
        var s = new Stack<double>([x, y, x * y]);
        var r = 1.0;
        foreach (var v in s) r = r * x + v;
        return r * s.First() + s.ToArray()[2];
    }

    [Differentiable, Case("0.3, 2, 6")]
    public static double Queues(double x, double y, int n)
    {
        var q = new Queue<double>();
        var s = 0.0;
        for (var i = 0; i < n; i++)
        {
            q.Enqueue(x * i + y);
            if (q.Count > 3) q.Dequeue();
            s += q.Average() * q.Peek();
        }
        while (q.Count > 1) s = s * x + q.Dequeue();
        return s;
    }

    [Differentiable, Case("0.3, 2, 6")]
    public static float QueuesOfFloats(float x, float y, int n)
    {
        var q = new Queue<float>(8);
        for (var i = 0; i < n; i++) q.Enqueue(x * i);
        q.Dequeue();
        var s = 0f;
        foreach (var v in q) s = s * y + v;
        q.Clear();
        return s + q.Count;
    }

    [Differentiable, Case("0.3, 2, 5")]
    public static double InObject(double x, double y, int n) { var f = new Filter(3); var s = 0.0; for (var i = 0; i < n; i++) s += Math.Pow(f.Next(x * i + y), 2); return s; }

    [Differentiable, Case("0.3, 2, \"x y * x + y *\"")]
    public static double Calculator(double x, double y, string code)
    {
        var stack = new Stack<double>();
        foreach (var word in code.Split(' '))
            switch (word)
            {
                case "x": stack.Push(x); break;
                case "y": stack.Push(y); break;
                case "+": stack.Push(stack.Pop() + stack.Pop()); break;
                case "*": stack.Push(stack.Pop() * stack.Pop()); break;
            }
        return stack.Pop();
    }

    [Differentiable, Case("0.3, 2")]
    public static double OfPairs(double x, double y)
    {
        var q = new Queue<(double A, double B)>();
        q.Enqueue((x, y));
        q.Enqueue((y, x * y));
        var (a, b) = q.Dequeue();
        return a * b + q.Peek().B;
    }
}
