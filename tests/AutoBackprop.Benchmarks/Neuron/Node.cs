namespace AutoBackprop.Benchmarks.Neuron;

/// <summary>A number that remembers how it came about: an object and a closure per operation, a sort of the graph per sweep.
/// The design of A. Karpathy's micrograd, in C#.</summary>
public sealed class Node(double value, params Node[] parents)
{
    private Action? _pull;

    public double Value { get; } = value;
    public double Gradient { get; private set; }

    public static Node operator +(Node a, Node b)
    {
        var y = new Node(a.Value + b.Value, a, b);
        y._pull = () => { a.Gradient += y.Gradient; b.Gradient += y.Gradient; };
        return y;
    }

    public static Node operator *(Node a, Node b)
    {
        var y = new Node(a.Value * b.Value, a, b);
        y._pull = () => { a.Gradient += y.Gradient * b.Value; b.Gradient += y.Gradient * a.Value; };
        return y;
    }

    public static Node Sigmoid(Node x)
    {
        var y = new Node(Activations.Sigmoid(x.Value), x);
        y._pull = () => x.Gradient += y.Gradient * (1 - y.Value) * y.Value;
        return y;
    }

    public void Backward()
    {
        var order = new List<Node>();
        Visit(this, [], order);
        Gradient = 1;
        for (var i = order.Count - 1; i >= 0; i--) order[i]._pull?.Invoke();
    }

    private static void Visit(Node node, HashSet<Node> seen, List<Node> order)
    {
        if (!seen.Add(node)) return;
        foreach (var parent in node.Parents) Visit(parent, seen, order);
        order.Add(node);
    }

    private Node[] Parents => parents;
}
