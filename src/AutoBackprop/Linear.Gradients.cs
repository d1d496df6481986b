namespace AutoBackprop;

/// <summary>Checks that the rules of the products share.</summary>
public static partial class Linear
{
    private static void Gradients<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ref Span<T> gradA, ref Span<T> gradB, ref Span<T> gradC, string nameA, string nameB, string nameC)
    {
        if (!gradA.IsEmpty) gradA = Destinations.Fitting(gradA, a.Length, nameA);
        if (!gradB.IsEmpty) gradB = Destinations.Fitting(gradB, b.Length, nameB);
        gradC = Destinations.Fitting(gradC, c.Length, nameC);
        Destinations.Apart(nameA, gradA, a, b);
        Destinations.Apart(nameB, gradB, a, b, gradA);
        Destinations.Apart(nameC, gradC, a, b, gradA, gradB);
    }
}
