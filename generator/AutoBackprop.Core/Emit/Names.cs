namespace AutoBackprop.Core;

/// <summary>Names of the generated parameters and tuple elements: a word (grad, tangent, ...) and the user's name with its first
/// letter raised. Where two would be the same, both keep the original spelling; what the user's own parameters are called gives
/// way.</summary>
public sealed class Names
{
    private readonly Dictionary<string, string> _gradients = [];
    private readonly string _word;

    public Names(Model model, string word)
    {
        _word = word;
        HashSet<string> taken = [.. model.Parameters.Select(p => p.Name)];
        var ambiguous = new HashSet<string>(model.Parameters.Select(p => Raised(p.Name)).GroupBy(n => n).Where(g => g.Count() > 1)
            .Select(g => g.Key));
        foreach (var parameter in model.Parameters) _gradients[parameter.Name] = Choose(parameter.Name);
        Result = Choose("result");

        string Choose(string name)
        {
            var chosen = word + Raised(name);
            if (ambiguous.Contains(Raised(name)) || taken.Contains(chosen)) chosen = $"{word}_{name}";
            while (!taken.Add(chosen)) chosen += "_";
            return chosen;
        }
    }

    /// <summary>"gradX"; "grad_x" where that is taken; then with underscores behind.</summary>
    public string Gradient(string name) => _gradients[name];

    /// <summary>"GradX" in the tuple that comes back.</summary>
    public string Element(string name) => Raised(_word) + Gradient(name).Substring(_word.Length);

    /// <summary>The adjoint of what the method returns.</summary>
    public string Result { get; }

    public static string Raised(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
