namespace AutoBackprop.Core;

/// <summary>How far a counted loop goes that moves by one.</summary>
public static class Loop
{
    /// <summary>The smallest index.</summary>
    public static Expr Low(this For loop) => loop.Step > 0 ? loop.From : Identities.Simplify(loop.To + 1);

    /// <summary>How often it runs; never, if negative.</summary>
    public static Expr Trips(this For loop) => Identities.Simplify(loop.Step > 0 ? loop.To - loop.From : loop.From - loop.To);
}
