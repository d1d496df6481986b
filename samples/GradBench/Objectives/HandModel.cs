namespace GradBench.Objectives;

/// <summary>A hand of bones with a skin.</summary>
/// <param name="Parents">Per bone, the bone that carries it, which comes before it; -1 for the first.</param>
/// <param name="Relatives">Per bone, its place on its parent: 4 × 4, row-major.</param>
/// <param name="Inverses">Per bone, the inverse of its place at rest: 4 × 4, row-major.</param>
/// <param name="Skin">Per vertex, its place at rest: 4 numbers, the last one 1.</param>
/// <param name="Weights">Per vertex and bone, how much of the bone's motion it follows.</param>
/// <param name="Triangles">Three vertices each.</param>
public sealed record HandModel(
    int[] Parents, double[] Relatives, double[] Inverses, double[] Skin, double[] Weights, int[] Triangles, bool IsMirrored)
{
    public int Bones => Parents.Length;

    public int Vertices => Skin.Length / 4;
}

/// <summary>Points of a surface that were measured, and what they are points of.</summary>
/// <param name="Of">Per point a vertex of the hand, or a triangle.</param>
/// <param name="Points">Three numbers each.</param>
public sealed record HandData(HandModel Model, int[] Of, double[] Points);
