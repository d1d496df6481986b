using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>A sum of products of parameters and signals, and of parameters alone.</summary>
internal sealed class LinearStep(Facts facts, Links links)
{
    private readonly HashSet<int> _values = [], _leaves = [];
    private readonly HashSet<bool> _ofSignals = [];
    private bool _isSummed;

    /// <summary>The value, as the next step reads it.</summary>
    public Var Top { get; private set; } = null!;

    public HashSet<int> Products { get; } = [];

    /// <summary>Keys of the parameters in it.</summary>
    public HashSet<string> Leaves { get; } = [];

    public bool HasBias { get; private set; }

    /// <summary>Its result is an array.</summary>
    public bool IsVector { get; private set; }

    /// <summary>Products and biases; one that a loop sums counts many times.</summary>
    public int Terms { get; private set; }

    /// <summary>Of inputs, or of signals; noise times a deviation beside a mean is none.</summary>
    public bool IsLayer => Products.Count > 0 && Terms > 1 && _ofSignals.Count == 1 && !IsElementwise;

    /// <summary>Each element of a signal times its own gain, as after a normalisation.</summary>
    private bool IsElementwise => Products.Count == 1 && _ofSignals.Contains(true) && !_isSummed && Leaves.Any(k => k.Contains('·'));

    public bool Overlaps(LinearStep other) => other._values.Overlaps(_values);

    public bool Has(LinearStep products) => Products.Overlaps(products.Products);

    /// <summary>The step that makes a value; null if there is anything else in it.</summary>
    public LinearStep? Read(Var value)
    {
        var pending = new Stack<Var>([value]);
        while (pending.Count > 0)
        {
            var now = pending.Pop();
            if (!_values.Add(now.Id)) continue;
            if (links.IsLeaf(now))
            {
                _leaves.Add(now.Id);
                Leaves.Add(links.Key(now));
                (HasBias, Terms) = (true, Terms + 1);
                continue;
            }
            if (IsState(now)) return null;
            foreach (var link in links.To(now))
            {
                if (link.Kind == LinkKind.Weighed)
                {
                    Products.Add(now.Id);
                }
                else if (link.Passes) pending.Push(link.From);
                else return null;
            }
            if (Products.Contains(now.Id))
            {
                var isSummed = IsSummed(now);
                _isSummed |= isSummed;
                Terms += isSummed ? 2 : 1;
                _ofSignals.Add(links.To(now).Any(l => links.IsComputed(l.From)));
                foreach (var factor in ((Apply)((Let)facts.Values.Definition(now)!).Value).Args)
                    if (links.IsLeaf(factor)) Leaves.Add(links.Key(factor));
            }
        }
        Top = facts.Values.Behind(value) as Var ?? value;
        return this;
    }

    /// <summary>The step that a product is a term of.</summary>
    public LinearStep ReadOn(Var product)
    {
        var pending = new Stack<Var>([product]);
        while (pending.Count > 0)
        {
            var now = pending.Pop();
            if (!_values.Add(now.Id)) continue;
            foreach (var link in links.To(now))
                if (link.Kind == LinkKind.Weighed) Products.Add(now.Id);
            if (now.Type.IsArray) IsVector = true;
            foreach (var link in links.From(now))
                if (link.Passes) pending.Push(link.To);
        }
        // Terms of what it was found to be.
        foreach (var id in _values.ToList())
            foreach (var link in links.To(id))
            {
                if (link.Kind == LinkKind.Term && links.IsLeaf(link.From)) (HasBias, Terms) = (true, Terms + 1);
                else if (link.Kind == LinkKind.Term && !_values.Contains(link.From.Id)) Terms++;
            }
        Terms += IsSummed(product) ? 2 : 1;
        Top = product;
        return this;
    }

    /// <summary>Every use of its result is of this kind.</summary>
    public bool GoesOnlyInto(LinkKind kind)
    {
        var results = new HashSet<int>(facts.Method.Results.OfType<Var>().Select(r => r.Id));
        var seen = new HashSet<int>(_values);
        var pending = new Stack<int>(_values.Where(v => !_leaves.Contains(v)));
        while (pending.Count > 0)
        {
            var now = pending.Pop();
            if (results.Contains(now)) return false;
            foreach (var link in links.From(now))
                if (link.Kind == LinkKind.Same) { if (seen.Add(link.To.Id)) pending.Push(link.To.Id); }
                else if (link.Kind != kind && !_values.Contains(link.To.Id)) return false;
        }
        return true;
    }

    /// <summary>A loop adds it up.</summary>
    private bool IsSummed(Var product)
    {
        var (seen, pending) = (new HashSet<int>(), new Stack<Var>([product]));
        while (pending.Count > 0)
            foreach (var link in links.From(pending.Pop()))
            {
                if (link.Loop is not null || link.To.Type.IsArray && link.Kind == LinkKind.Term) return true;
                if (link.Passes && link.To is { Type.IsArray: false } && seen.Add(link.To.Id)) pending.Push(link.To);
            }
        return false;
    }

    /// <summary>Handed from iteration to iteration, and more than a sum.</summary>
    private bool IsState(Var value) => facts.Values.Definition(value) is (For or While) and var loop
        && loop.Carries().Any(c => c.Variable.Equals(value))
            && links.From(value).Any(l => l.Kind != LinkKind.Term && l.Kind != LinkKind.Same);
}
