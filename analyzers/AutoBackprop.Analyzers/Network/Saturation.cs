using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>How many saturating activations a gradient passes at least, from the result back to a value.</summary>
public sealed class Saturation
{
    private readonly Links _links;
    private readonly Dictionary<int, Activation> _counted;
    private readonly Dictionary<int, (int Count, double Shrink)> _known = [];

    public Saturation(Links links, IEnumerable<int> results, IReadOnlyList<Activation> activations)
    {
        _links = links;
        _counted = activations.Where(Counts).ToDictionary(a => a.Value.Id);
        Spread(results);
    }

    /// <summary>At the output, the slope counts where the result is returned, or where the loss does not cancel it.</summary>
    private static bool Counts(Activation a) => a.Row is { Analytic.Saturates: true, Analytic.LargestSlope: not null } && !a.IsGate
        && (a.After.Count > 0 || a.IsReturned || a.Ends.Any(e => e is { Kind: LinkKind.Activated })
            || a.Losses.Any(l => l.Row.Analytic.Loss == LossKind.Value));

    /// <summary>Its own saturation included.</summary>
    public (int Count, double Shrink) Of(Activation activation) =>
        _counted.ContainsKey(activation.Value.Id) && _known.TryGetValue(activation.Value.Id, out var rest)
            ? Through(activation.Value.Id, rest) : default;

    private (int Count, double Shrink) Through(int value, (int Count, double Shrink) rest) =>
        _counted.TryGetValue(value, out var a) ? (rest.Count + 1, rest.Shrink / a.Row.Analytic.LargestSlope!.Value) : rest;

    // The way with the fewest; among those the one that shrinks least. Counts grow by 0 or 1: few values are visited twice.
    private void Spread(IEnumerable<int> results)
    {
        var pending = new Queue<int>();
        foreach (var result in results)
        {
            _known[result] = (0, 1);
            pending.Enqueue(result);
        }
        while (pending.Count > 0)
        {
            var now = pending.Dequeue();
            var rest = Through(now, _known[now]);
            foreach (var link in _links.To(now))
            {
                if (_known.TryGetValue(link.From.Id, out var known)
                    && !(rest.Count < known.Count || rest.Count == known.Count && rest.Shrink < known.Shrink)) continue;
                _known[link.From.Id] = rest;
                pending.Enqueue(link.From.Id);
            }
        }
    }
}
