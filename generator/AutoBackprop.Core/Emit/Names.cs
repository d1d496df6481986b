namespace AutoBackprop.Core;

/// <summary>Names of the generated parameters and tuple elements: grad and the user's name with its first letter raised.
/// Where two would be the same, both keep the original spelling; what the user's own parameters are called gives way.</summary>
public sealed class Names
{
    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _ambiguous;

    public Names(Model model)
    {
        _taken = [.. model.Parameters.Select(p => p.Name)];
        _ambiguous = [.. model.Parameters.Select(p => Raised(p.Name)).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key)];
    }

    /// <summary>"gradX"; "grad_x" where that is taken; then with underscores behind.</summary>
    public string Gradient(string name)
    {
        var gradient = _ambiguous.Contains(Raised(name)) || _taken.Contains("grad" + Raised(name)) ? "grad_" + name : "grad" + Raised(name);
        while (_taken.Contains(gradient)) gradient += "_";
        return gradient;
    }

    /// <summary>"GradX" in the tuple that comes back.</summary>
    public string Element(string name) => "G" + Gradient(name).Substring(1);

    public string Result => Gradient("result");

    public static string Raised(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
