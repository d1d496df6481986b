namespace AutoBackprop;

/// <summary>Checks that the rules of the products share.</summary>
public static partial class Linear
{
    private static void Gradients<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ref Span<T> gradA, ref Span<T> gradB, ref Span<T> gradC, string nameA,
            string nameB, string nameC)
    {
        if (!gradA.IsEmpty) gradA = Destinations.Fitting(gradA, a.Length, nameA);
        if (!gradB.IsEmpty) gradB = Destinations.Fitting(gradB, b.Length, nameB);
        gradC = Destinations.Fitting(gradC, c.Length, nameC);
        Destinations.Apart(nameA, gradA, a, b);
        Destinations.Apart(nameB, gradB, a, b, gradA);
        Destinations.Apart(nameC, gradC, a, b, gradA, gradB);
    }

    private static void Tangents<T>(ReadOnlySpan<T> a, ref ReadOnlySpan<T> tangentA, ReadOnlySpan<T> b, ref ReadOnlySpan<T> tangentB,
        Span<T> c, ref Span<T> tangentC, string nameC, string nameA, string nameB, string name)
    {
        tangentA = Destinations.Along(tangentA, a.Length, nameA);
        tangentB = Destinations.Along(tangentB, b.Length, nameB);
        tangentC = Destinations.Fitting(tangentC, c.Length, name);
        Destinations.Apart(name, tangentC, a, b, c, tangentA, tangentB);
        Destinations.Apart(nameC, c, tangentA, tangentB);
    }
}
