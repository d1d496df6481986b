using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>How far a posed hand is from measured points (GradBench: ht).</summary>
public static partial class Hands
{
    /// <summary>Numbers of a pose: the rotation of the hand (3, axis times angle), its place (3), and 4 angles per finger.</summary>
    public const int Pose = 26;

    /// <summary>Measured points less the vertices that belong to them. errors: 3 per point.</summary>
    [Differentiable(Derivatives.Jacobian)]
    public static void ToVertices(ReadOnlySpan<double> pose, [NoGradient] HandData data, Span<double> errors)
    {
        Span<double> skin = new double[3 * data.Model.Vertices];
        Place(pose, data.Model, skin);
        for (var i = 0; i < data.Of.Length; i++)
            for (var j = 0; j < 3; j++)
                errors[3 * i + j] = data.Points[3 * i + j] - skin[3 * data.Of[i] + j];
    }

    /// <summary>Measured points less points of triangles. places: two numbers per point, the shares of two corners.</summary>
    [Differentiable(Derivatives.Jacobian)]
    public static void ToTriangles(ReadOnlySpan<double> pose, ReadOnlySpan<double> places, [NoGradient] HandData data, Span<double> errors)
    {
        Span<double> skin = new double[3 * data.Model.Vertices];
        Place(pose, data.Model, skin);
        for (var i = 0; i < data.Of.Length; i++)
        {
            var (a, b) = (places[2 * i], places[2 * i + 1]);
            var corners = data.Model.Triangles.AsSpan(3 * data.Of[i], 3);
            for (var j = 0; j < 3; j++)
                errors[3 * i + j] = data.Points[3 * i + j]
                    - (a * skin[3 * corners[0] + j] + b * skin[3 * corners[1] + j] + (1 - a - b) * skin[3 * corners[2] + j]);
        }
    }

    /// <summary>The vertices of the posed hand. skin: 3 per vertex.</summary>
    private static void Place(ReadOnlySpan<double> pose, HandModel hand, Span<double> skin)
    {
        Span<double> angles = new double[3 * hand.Bones];
        Bend(pose, angles);

        Span<double> turned = new double[16];
        Span<double> relative = new double[16];
        Span<double> places = new double[16 * hand.Bones];
        Span<double> motion = new double[16];
        for (var bone = 0; bone < hand.Bones; bone++)
        {
            var place = places.Slice(16 * bone, 16);
            Turn(angles[3 * bone], angles[3 * bone + 1], angles[3 * bone + 2], turned);
            Multiply(hand.Relatives.AsSpan(16 * bone, 16), turned, relative);
            if (hand.Parents[bone] < 0) relative.CopyTo(place);
            else Multiply(places.Slice(16 * hand.Parents[bone], 16), relative, place);

            Multiply(place, hand.Inverses.AsSpan(16 * bone, 16), motion);
            for (var v = 0; v < hand.Vertices; v++)
                for (var i = 0; i < 3; i++)
                {
                    var moved = 0.0;
                    for (var j = 0; j < 4; j++) moved += motion[4 * i + j] * hand.Skin[4 * v + j];
                    skin[3 * v + i] += moved * hand.Weights[hand.Bones * v + bone];
                }
        }

        Span<double> rotation = new double[9];
        Rotation(pose[0], pose[1], pose[2], rotation);
        for (var v = 0; v < hand.Vertices; v++)
        {
            var x = hand.IsMirrored ? -skin[3 * v] : skin[3 * v];
            var (y, z) = (skin[3 * v + 1], skin[3 * v + 2]);
            for (var i = 0; i < 3; i++)
                skin[3 * v + i] = rotation[3 * i] * x + rotation[3 * i + 1] * y + rotation[3 * i + 2] * z + pose[3 + i];
        }
    }

    /// <summary>Three angles per bone from four per finger: the first joint turns about two axes, the next two about one.</summary>
    private static void Bend(ReadOnlySpan<double> pose, Span<double> angles)
    {
        for (var finger = 0; finger < 5; finger++)
        {
            var (from, bone) = (6 + 4 * finger, 2 + 4 * finger);
            angles[3 * bone] = pose[from];
            angles[3 * bone + 1] = pose[from + 1];
            angles[3 * (bone + 1)] = pose[from + 2];
            angles[3 * (bone + 2)] = pose[from + 3];
        }
    }

    /// <summary>Rz Ry Rx as a 4 × 4 matrix.</summary>
    private static void Turn(double x, double z, double y, Span<double> to)
    {
        var (sx, cx) = Math.SinCos(x);
        var (sy, cy) = Math.SinCos(y);
        var (sz, cz) = Math.SinCos(z);
        to.Clear();
        (to[0], to[1], to[2]) = (cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx);
        (to[4], to[5], to[6]) = (sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx);
        (to[8], to[9], to[10]) = (-sy, cy * sx, cy * cx);
        to[15] = 1;
    }

    /// <summary>Rodrigues' formula; none below an angle of 0.0001.</summary>
    private static void Rotation(double a, double b, double c, Span<double> to)
    {
        var angle = Math.Sqrt(a * a + b * b + c * c);
        if (angle < 0.0001)
        {
            to.Clear();
            to[0] = to[4] = to[8] = 1;
            return;
        }

        var (x, y, z) = (a / angle, b / angle, c / angle);
        var (s, k) = Math.SinCos(angle);
        (to[0], to[1], to[2]) = (x * x + (1 - x * x) * k, x * y * (1 - k) - z * s, x * z * (1 - k) + y * s);
        (to[3], to[4], to[5]) = (x * y * (1 - k) + z * s, y * y + (1 - y * y) * k, y * z * (1 - k) - x * s);
        (to[6], to[7], to[8]) = (x * z * (1 - k) - y * s, z * y * (1 - k) + x * s, z * z + (1 - z * z) * k);
    }

    /// <summary>c = a b, all 4 × 4, row-major.</summary>
    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c)
    {
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < 4; k++) sum += a[4 * i + k] * b[4 * k + j];
                c[4 * i + j] = sum;
            }
    }
}
