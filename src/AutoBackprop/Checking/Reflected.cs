namespace AutoBackprop;

/// <summary>Why the checks are not for a trimmed or an ahead-of-time compiled program: they look for members at run time.</summary>
internal static class Reflected
{
    public const string Trimmed = "Looks for generated members by reflection; for tests, which are not trimmed.";

    public const string Compiled = "Compiles calls of what it finds; for tests, which have a just-in-time compiler.";
}
