namespace AutoBackprop.Core;

/// <summary>One step of the compiler: a method becomes another that means the same.</summary>
public sealed record Pass(string Name, Func<Method, Method> Run);

/// <summary>Is shown what each pass leaves: to print it, or to verify it.</summary>
public delegate void AfterPass(string pass, Method method);
