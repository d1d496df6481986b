using System.ComponentModel;

namespace AutoBackprop;

/// <summary>Arrays of objects for generated code: what all of them hold in one member, side by side.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Objects
{
    /// <summary>A number of each.</summary>
    public static Pooled<TNumber> Gathered<T, TNumber>(ReadOnlySpan<T> elements, Func<T, TNumber> member) where TNumber : unmanaged
    {
        var gathered = new Pooled<TNumber>(elements.Length, clear: false);
        try
        {
            var numbers = gathered.Span;
            for (var i = 0; i < elements.Length; i++) numbers[i] = member(elements[i]);
            return gathered;
        }
        catch
        {
            gathered.Dispose();
            throw;
        }
    }

    /// <summary>An array of each.</summary>
    public static TNumber[][] Rows<T, TNumber>(ReadOnlySpan<T> elements, Func<T, TNumber[]> member)
    {
        var rows = new TNumber[elements.Length][];
        for (var i = 0; i < rows.Length; i++) rows[i] = member(elements[i]);
        return rows;
    }

    /// <summary>Objects that receive gradients are there.</summary>
    /// <exception cref="ArgumentException">One is missing.</exception>
    public static void There<T>(string name, ReadOnlySpan<T> gradients) where T : class
    {
        for (var i = 0; i < gradients.Length; i++)
            if (gradients[i] is null) throw new ArgumentException($"Element {i} is null.", name);
    }

    /// <summary>Objects in which gradients are set are there, each once, and none is an argument.</summary>
    /// <exception cref="ArgumentException">One is missing, or there twice.</exception>
    public static void Apart<T>(string name, ReadOnlySpan<T> gradients, ReadOnlySpan<T> elements) where T : class
    {
        There(name, gradients);
        var known = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var element in elements) known.Add(element);
        for (var i = 0; i < gradients.Length; i++)
            if (!known.Add(gradients[i])) throw new ArgumentException($"Element {i} is another argument, too.", name);
    }
}
