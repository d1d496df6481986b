using System.Runtime.CompilerServices;
using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>A method as a network: its linear steps, activations and losses, and how they follow each other.</summary>
public sealed class Network
{
    private static readonly ConditionalWeakTable<Facts, Network> Known = new();

    private readonly Facts _facts;
    private readonly HashSet<int> _results;

    private Network(Facts facts)
    {
        (_facts, Links) = (facts, new Links(facts));
        // Buffers may be parameters too: they are results where nothing is returned.
        var returned = facts.Method.Results.OfType<Var>().Where(r => r.Type.IsReal && facts.Activity.IsVaried(r)).Select(r => r.Id)
            .ToList();
        _results = [.. returned.Count > 0
            ? returned : facts.Method.Parameters.Where(p => p.Type.IsArray && facts.Values.Writes(p).Count > 0).Select(p => p.Id)];
        var forms = Formed().ToList();
        var parts = new HashSet<int>(forms.SelectMany(f => f.Parts).Select(p => p.Id));
        Activations = [.. forms.Where(f => f.Row.Analytic.IsActivation && !parts.Contains(f.Value.Id)).Select(Placed)];
        Losses = [.. forms.Where(f => f.Row.Analytic.Loss is not null && !parts.Contains(f.Value.Id) && IsPartOfResult(f.Value))];
        Saturation = new Saturation(Links, _results, Activations);
    }

    public static Network Of(Facts facts) => Known.GetValue(facts, static f => new Network(f));

    public Links Links { get; }

    /// <summary>In order of the source; what belongs to the writing out of another is left out.</summary>
    public IReadOnlyList<Activation> Activations { get; }

    /// <summary>What is compared, and adds to the result.</summary>
    public IReadOnlyList<Form> Losses { get; }

    public Saturation Saturation { get; }

    private IEnumerable<Form> Formed() => _facts.Steps.Where(s => s is Let or If).SelectMany(s => s.Defines())
        .Where(v => v.Type.IsReal && _facts.IsActive(v)).Select(_facts.Forms.OfDefinition).OfType<Form>()
        .Where(f => f.Row.Analytic.IsActivation || f.Row.Analytic.Loss is not null);

    private Activation Placed(Form form)
    {
        var (after, gate, ends) = (new List<Var>(), false, new List<Link?>());
        foreach (var v in Along(form.Value))
        {
            if (_results.Contains(v.Id)) ends.Add(null);
            foreach (var link in Links.From(v).Where(l => !l.Passes))
                if (link.Kind == LinkKind.Weighed) after.Add(link.To);
                else if (link.Kind == LinkKind.Gated) gate = true;
                else ends.Add(link);
        }
        return new Activation(form, Before(form.Value), after, gate, ends);
    }

    /// <summary>Where a value goes as it is, or in a sum.</summary>
    private IEnumerable<Var> Along(Var value)
    {
        var (seen, pending) = (new HashSet<int> { value.Id }, new Queue<Var>([value]));
        while (pending.Count > 0)
        {
            var now = pending.Dequeue();
            yield return now;
            foreach (var link in Links.From(now))
                if (link.Passes && seen.Add(link.To.Id)) pending.Enqueue(link.To);
        }
    }

    // The root of a sum over all samples is a loss still; that of one square is a distance.
    private bool IsPartOfResult(Var value) => Along(value).Any(v => _results.Contains(v.Id)
        || Links.From(v).Any(l => l.Form?.Row.Analytic.IsRoot == true
            && _facts.Values.Loops(_facts.Values.Definition(l.To)).Count() < _facts.Values.Loops(_facts.Values.Definition(value)).Count()));

    /// <summary>A sum with a product in it, before the activation.</summary>
    private Var? Before(Var value)
    {
        var (seen, pending) = (new HashSet<int>(), new Queue<Var>(Links.To(value).Where(l => l.Kind == LinkKind.Activated)
            .Select(l => l.From)));
        while (pending.Count > 0)
        {
            var now = pending.Dequeue();
            if (!seen.Add(now.Id)) continue;
            foreach (var link in Links.To(now))
                if (link.Kind == LinkKind.Weighed) return now;
                else if (link.Passes) pending.Enqueue(link.From);
        }
        return null;
    }
}
