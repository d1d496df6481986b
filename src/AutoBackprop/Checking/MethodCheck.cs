namespace AutoBackprop;

/// <summary>What <see cref="Gradients.CheckAll(Type, int, int, double)"/> found about one method.</summary>
/// <param name="Method">Its type and name.</param>
/// <param name="Members">The generated members that were called.</param>
/// <param name="Compared">So many derivatives were compared.</param>
/// <param name="AtKinks">So many were not: the method has no slope there, or none that differences could tell.</param>
/// <param name="Mismatches">What is wrong; of a member at most one per sample.</param>
/// <param name="NotChecked">Why nothing was compared; null where something was.</param>
public sealed record MethodCheck(string Method, IReadOnlyList<string> Members, int Compared, int AtKinks,
    IReadOnlyList<DerivativeMismatch> Mismatches, string? NotChecked)
{
    /// <summary>Something was compared, and nothing is wrong.</summary>
    public bool Passed => NotChecked is null && Mismatches.Count == 0;
}
