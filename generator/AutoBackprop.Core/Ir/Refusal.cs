namespace AutoBackprop.Core;

/// <summary>Why something is not done with a loop, in words for the user, and the value that it is about. Who decides says it; others
/// repeat it.</summary>
public sealed record Refusal(string Reason, Var? About = null);

/// <summary>Hears why not. Of several reasons the first is the one: nobody looked further.</summary>
public sealed class Verdict
{
    public Refusal? Refusal { get; private set; }

    public bool No(string reason, Var? about = null)
    {
        Refusal ??= new(reason, about);
        return false;
    }

    public T? No<T>(string reason, Var? about = null) where T : class
    {
        No(reason, about);
        return null;
    }
}
