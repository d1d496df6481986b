namespace AutoBackprop.Core;

/// <summary>What a library method on spans does, said in the IR: the analyzers put it in the place of the call, and so see
/// through it as through a loop of the user.</summary>
/// <param name="Method">"Linear.MatVec".</param>
/// <param name="Meaning">Its effect, for these arguments; the result if it has one.</param>
public sealed record StructuredRule(string Method, int Arity, Func<StructuredBody, Expr[], Expr?> Meaning);
