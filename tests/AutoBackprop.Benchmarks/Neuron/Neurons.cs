namespace AutoBackprop.Benchmarks.Neuron;

/// <summary>The neuron of the README and its gradient, written in four ways.</summary>
public static partial class Neurons
{
    [Differentiable]
    public static double Neuron(double w0, double x0, double w1, double x1, double w2)
    {
        var s0 = w0 * x0;
        var s1 = w1 * x1;
        var s2 = s0 + s1;
        var s3 = s2 + w2;
        var L = Activations.Sigmoid(s3);
        return L;
    }

    /// <summary>As one writes it who knows the formula.</summary>
    public static (double Value, double GradW0, double GradX0, double GradW1, double GradX1, double GradW2) ByHand(
        double w0, double x0, double w1, double x1, double w2)
    {
        var y = Activations.Sigmoid(w0 * x0 + w1 * x1 + w2);
        var g = (1 - y) * y;
        return (y, g * x0, g * w0, g * x1, g * w1, g);
    }

    /// <summary>On a graph of objects, the way most libraries and tutorials do it.</summary>
    public static (double Value, double GradW0, double GradX0, double GradW1, double GradX1, double GradW2) OnGraph(
        double w0, double x0, double w1, double x1, double w2)
    {
        Node a = new(w0), b = new(x0), c = new(w1), d = new(x1), e = new(w2);
        var y = Node.Sigmoid(a * b + c * d + e);
        y.Backward();
        return (y.Value, a.Gradient, b.Gradient, c.Gradient, d.Gradient, e.Gradient);
    }

    /// <summary>On a tape of numbers, the fastest that operator overloading goes.</summary>
    public static (double Value, double GradW0, double GradX0, double GradW1, double GradX1, double GradW2) OnTape(
        Tape tape, double w0, double x0, double w1, double x1, double w2)
    {
        tape.Clear();
        var (a, b, c, d, e) = (tape.Input(w0), tape.Input(x0), tape.Input(w1), tape.Input(x1), tape.Input(w2));
        var y = Taped.Sigmoid(a * b + c * d + e);
        var gradient = tape.Backward(y);
        return (y.Value, gradient[a.Index], gradient[b.Index], gradient[c.Index], gradient[d.Index], gradient[e.Index]);
    }
}
