using System.Collections.Concurrent;
using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>Methods as they were before an edit elsewhere. A file that is edited is lowered again as a whole, and most of its methods
/// come out as they were: then what the passes of the compiler have computed of the method before holds, and is asked of that.</summary>
internal static class Unedited
{
    private const int Most = 4096;

    private static readonly ConcurrentDictionary<string, WeakReference<Method>> Known = new();

    /// <summary>The same method, before the edit if it was the same then.</summary>
    public static Method Of(Model model)
    {
        var method = model.Body!;
        if (Known.TryGetValue(model.Hint, out var known) && known.TryGetTarget(out var before)
            && (ReferenceEquals(before, method) || before.Equals(method))) return before;
        if (Known.Count >= Most) Known.Clear();
        Known[model.Hint] = new(method);
        return method;
    }
}
