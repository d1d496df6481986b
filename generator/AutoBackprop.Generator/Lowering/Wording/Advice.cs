using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What to write in the place of types and methods of the library that have no derivative.</summary>
internal static class Advice
{
    private const string Loop = "write a plain loop, which runs on vectors where it can, and so does its gradient";
    private const string Lists = "keep numbers in an array or in a 'List<T>'";
    private const string Keys = "keep numbers in an array, and look up the index that belongs to a key";
    private const string Comparisons = "compare with '<' and '>'";
    private const string Copies = "copy numbers with 'CopyTo' or in a loop";

    // The first that fits: a type, or a namespace and all in it.
    private static readonly (string Name, string Instead)[] Table =
    [
        ("System.Decimal", "compute in 'double', and convert outside"),
        ("System.Half", "compute in 'float', and convert outside"),
        ("System.Nullable", "keep a number, and a 'bool' beside it that says whether there is one"),
        ("System.Object", "keep numbers as numbers"),
        ("System.Tuple", "write a tuple, '(x, y)'"),
        ("System.Lazy", "compute the value where it is needed"),
        ("System.Buffer", Copies),
        ("System.String", "what depends on the text can take its numbers from Gradients.Stop(x)"),
        ("System.Collections.Generic.Dictionary", Keys),
        ("System.Collections.Generic.IDictionary", Keys),
        ("System.Collections.Generic.IReadOnlyDictionary", Keys),
        ("System.Collections.Generic.SortedDictionary", Keys),
        ("System.Collections.Generic.SortedList", Keys),
        ("System.Collections.Frozen", Keys),
        ("System.Collections.Concurrent", Keys),
        ("System.Collections.Generic.IComparer", Comparisons),
        ("System.Collections.Generic.Comparer", Comparisons),
        ("System.Collections.Generic.IEnumerable", "take an array, or 'IReadOnlyList<T>'"),
        ("System.Collections.Generic.ICollection", "take an array, or 'IReadOnlyList<T>'"),
        ("System.Collections.Generic.IReadOnlyCollection", "take an array, or 'IReadOnlyList<T>'"),
        ("System.Collections.Generic.List", "use an array of arrays, or a table 'T[,]'"),
        ("System.Collections", Lists),
        ("System.Linq.ParallelEnumerable", Loop),
        ("System.Threading.Tasks", Loop),
        ("System.Threading", "use a local variable"),
        ("System.Runtime.Intrinsics", Loop),
        ("System.Runtime.InteropServices", Copies),
        ("System.Runtime.CompilerServices", Copies),
    ];

    /// <summary>For a value of the type, or a member of it; null where there is nothing special to say.</summary>
    public static string? For(ITypeSymbol? type)
    {
        if (type is null) return null;
        if (type.TypeKind == TypeKind.Dynamic) return "write its type";
        if (type is IArrayTypeSymbol { Rank: > 2 }) return "use one array, and compute the index: 'x[(i * m + j) * k + l]'";
        // A list is fine, unless it is one of lists.
        if (type is INamedTypeSymbol { Name: "List", TypeArguments: [var element] } && Sequences.ElementOf(element) is null) return null;
        var name = NameOf(type.OriginalDefinition);
        foreach (var (known, instead) in Table)
            if (name == known || name.StartsWith(known + ".", StringComparison.Ordinal)) return instead;
        return null;
    }

    private static string NameOf(ITypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } n ? $"{n.ToDisplayString()}.{type.Name}" : type.Name;
}
