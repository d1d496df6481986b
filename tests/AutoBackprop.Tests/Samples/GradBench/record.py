"""Writes session.jsonl: a conversation of GradBench's protocol about small inputs, with the answers that a tool has to give.
Objectives after github.com/gradbench/gradbench, evals/*/README.md; slopes by the complex step (Squire and Trapp, SIAM Review 40, 1998),
which shares nothing with the code under test; particle and saddle as published there. Needs Python alone: python3 record.py"""
import cmath, json, math, random

random.seed(7)
STEP = 1e-30
lines, count = [], 0

def say(message, response):
    global count
    lines.append({"message": {"id": count, **message}})
    lines.append({"response": {"id": count, **response}})
    count += 1

def ask(module, function, given, output):
    say({"kind": "evaluate", "module": module, "function": function, "input": given}, {"success": True, "output": output})
    say({"kind": "analysis", "of": count - 1, "valid": True}, {})

def numbers(n, low=-1.0, high=1.0): return [round(random.uniform(low, high), 6) for _ in range(n)]
def rows(n, m, low=-1.0, high=1.0): return [numbers(m, low, high) for _ in range(n)]
def chunks(x, n): return [x[i:i + n] for i in range(0, len(x), n)] if n else [[]]

def slopes(f, x):
    """Of a number."""
    return [f([complex(v, STEP) if i == k else v for i, v in enumerate(x)]).imag / STEP for k in range(len(x))]

def jacobian(f, x):
    columns = [[v.imag / STEP for v in f([complex(v, STEP) if i == k else complex(v) for i, v in enumerate(x)])] for k in range(len(x))]
    return [list(row) for row in zip(*columns)]

def real(x): return complex(x).real

# hello
say({"kind": "start", "eval": "all"}, {"tool": "autobackprop"})
say({"kind": "define", "module": "hello"}, {"success": True})
ask("hello", "square", 1.5, 2.25)
ask("hello", "double", 2.25, 4.5)

# lse, llsq
def lse(x):
    m = max(map(real, x))
    return m + cmath.log(sum(cmath.exp(v - m) for v in x))
x = numbers(19, -3, 3)
say({"kind": "define", "module": "lse"}, {"success": True})
ask("lse", "primal", {"x": x, "min_runs": 3, "min_seconds": 0}, real(lse(x)))
ask("lse", "gradient", {"x": x, "min_runs": 1, "min_seconds": 0}, slopes(lse, x))

def llsq(x, n=9):
    total = 0
    for i in range(n):
        t = -1 + i * 2 / (n - 1)
        total += ((t > 0) - (t < 0) - sum(v * t ** j for j, v in enumerate(x))) ** 2
    return total / 2
x = numbers(5)
say({"kind": "define", "module": "llsq"}, {"success": True})
ask("llsq", "primal", {"x": x, "n": 9, "min_runs": 1, "min_seconds": 0}, real(llsq(x)))
ask("llsq", "gradient", {"x": x, "n": 9, "min_runs": 1, "min_seconds": 0}, slopes(llsq, x))

# det
def det(a):
    n = math.isqrt(len(a))
    if n == 1: return a[0]
    return sum((-1) ** j * a[j] * det([a[r * n + c] for r in range(1, n) for c in range(n) if c != j]) for j in range(n))
a = numbers(25)
say({"kind": "define", "module": "det"}, {"success": True})
ask("det", "primal", {"A": a, "ell": 5, "min_runs": 1, "min_seconds": 0}, det(a))
ask("det", "gradient", {"A": a, "ell": 5, "min_runs": 1, "min_seconds": 0}, slopes(det, a))

# ode
def ode(x, s):
    n, h = len(x), 2 / s
    f = lambda y: [x[0]] + [x[i] * y[i - 1] for i in range(1, n)]
    y = [0] * n
    for _ in range(s):
        k1 = f(y)
        k2 = f([a + h * b / 2 for a, b in zip(y, k1)])
        k3 = f([a + h * b / 2 for a, b in zip(y, k2)])
        k4 = f([a + h * b for a, b in zip(y, k3)])
        y = [v + h * (a + 2 * b + 2 * c + d) / 6 for v, a, b, c, d in zip(y, k1, k2, k3, k4)]
    return y
x = numbers(6, 0.5, 2)
say({"kind": "define", "module": "ode"}, {"success": True})
ask("ode", "primal", {"x": x, "s": 4, "min_runs": 1, "min_seconds": 0}, [real(v) for v in ode(x, 4)])
ask("ode", "gradient", {"x": x, "s": 4, "min_runs": 1, "min_seconds": 0}, slopes(lambda v: ode(v, 4)[-1], x))

# kmeans: the Hessian of a sum of squares is twice the number of points of each cluster
points, centroids = rows(23, 3), rows(4, 3)
centroids = [list(points[i]) for i in range(4)]
centroids = [[round(v + 0.05, 6) for v in c] for c in centroids]
distance = lambda p, c: sum((a - b) ** 2 for a, b in zip(p, c))
nearest = [min(range(4), key=lambda c: distance(p, centroids[c])) for p in points]
cost = sum(distance(p, centroids[c]) for p, c in zip(points, nearest))
direction = [[sum(centroids[c][j] - p[j] for p, o in zip(points, nearest) if o == c) / nearest.count(c) for j in range(3)] for c in range(4)]
say({"kind": "define", "module": "kmeans"}, {"success": True})
ask("kmeans", "cost", {"points": points, "centroids": centroids, "min_runs": 1, "min_seconds": 0}, cost)
ask("kmeans", "dir", {"points": points, "centroids": centroids, "min_runs": 1, "min_seconds": 0}, direction)

# gmm, by its densities
def gmm(v, x, d, k, m, gamma):
    alpha, mu, q, l = v[:k], chunks(v[k:k + k * d], d), chunks(v[k + k * d:k + 2 * k * d], d), chunks(v[k + 2 * k * d:], d * (d - 1) // 2)
    def triangle(c):
        t, at = [[0] * d for _ in range(d)], 0
        for col in range(d):
            t[col][col] = cmath.exp(q[c][col])
            for row in range(col + 1, d): t[row][col], at = l[c][at], at + 1
        return t
    matrices = [triangle(c) for c in range(k)]
    total = 0
    weights = sum(cmath.exp(a) for a in alpha)
    for p in x:
        inner = 0
        for c in range(k):
            y = [sum(matrices[c][i][j] * (p[j] - mu[c][j]) for j in range(d)) for i in range(d)]
            inner += cmath.exp(alpha[c]) / weights * cmath.exp(sum(q[c])) * cmath.exp(-0.5 * sum(u * u for u in y)) / (2 * math.pi) ** (d / 2)
        total += cmath.log(inner)
    n = d + m + 1
    log_gamma = d * (d - 1) / 4 * math.log(math.pi) + sum(math.lgamma(n / 2 + (1 - j) / 2) for j in range(1, d + 1))
    for c in range(k):
        squares = sum(u * u for row in matrices[c] for u in row)
        total += n * d * math.log(gamma / math.sqrt(2)) - log_gamma - gamma ** 2 / 2 * squares + m * sum(q[c])
    return total
d, k, n, m, gamma = 3, 4, 7, 2, 1.25
alpha, mu, q, l, x = numbers(k), rows(k, d), rows(k, d, -0.5, 0.5), rows(k, d * (d - 1) // 2), rows(n, d)
flat = alpha + sum(mu, []) + sum(q, []) + sum(l, [])
given = {"d": d, "k": k, "n": n, "alpha": alpha, "mu": mu, "q": q, "l": l, "x": x, "m": m, "gamma": gamma, "min_runs": 1, "min_seconds": 0}
g = slopes(lambda v: gmm(v, x, d, k, m, gamma), flat)
say({"kind": "define", "module": "gmm"}, {"success": True})
ask("gmm", "objective", given, real(gmm(flat, x, d, k, m, gamma)))
ask("gmm", "jacobian", given, {"alpha": g[:k], "mu": chunks(g[k:k + k * d], d), "q": chunks(g[k + k * d:k + 2 * k * d], d), "l": chunks(g[k + 2 * k * d:], d * (d - 1) // 2)})

# lstm
def lstm(v, layers, b, state, sequence):
    weights, extra = chunks(v[:layers * 8 * b], 4 * b), chunks(v[layers * 8 * b:], b)
    s = [list(r) for r in state]
    sigmoid = lambda z: 1 / (1 + cmath.exp(-z))
    total, c = 0, 0
    for t in range(len(sequence) - 1):
        x = [sequence[t][j] * extra[0][j] for j in range(b)]
        for layer in range(layers):
            w, bias, h, cell = weights[2 * layer], weights[2 * layer + 1], s[2 * layer], s[2 * layer + 1]
            for j in range(b):
                forget = sigmoid(x[j] * w[j] + bias[j])
                enter = sigmoid(h[j] * w[b + j] + bias[b + j])
                output = sigmoid(x[j] * w[2 * b + j] + bias[2 * b + j])
                change = cmath.tanh(h[j] * w[3 * b + j] + bias[3 * b + j])
                cell[j] = cell[j] * forget + enter * change
                h[j] = output * cmath.tanh(cell[j])
            x = list(h)
        y = [x[j] * extra[1][j] + extra[2][j] for j in range(b)]
        norm = cmath.log(sum(cmath.exp(u) for u in y) + 2)
        total += sum(sequence[t + 1][j] * (y[j] - norm) for j in range(b))
        c += b
    return -total / c
layers, b = 2, 3
weights, extra, state, sequence = rows(2 * layers, 4 * b), rows(3, b), rows(2 * layers, b), [[float(random.random() < 0.4) for _ in range(b)] for _ in range(6)]
flat = sum(weights, []) + sum(extra, [])
given = {"main_params": weights, "extra_params": extra, "state": state, "sequence": sequence, "min_runs": 1, "min_seconds": 0}
say({"kind": "define", "module": "lstm"}, {"success": True})
ask("lstm", "objective", given, real(lstm(flat, layers, b, state, sequence)))
ask("lstm", "jacobian", given, slopes(lambda v: lstm(v, layers, b, state, sequence), flat))

# ba
cross = lambda a, b: [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
def reproject(v, feat):
    cam, x, w = v[:11], v[11:14], v[14]
    p = [a - b for a, b in zip(x, cam[3:6])]
    angle = cmath.sqrt(sum(r * r for r in cam[:3]))
    u = [r / angle for r in cam[:3]]
    c = cross(u, p)
    along = sum(a * b for a, b in zip(u, p)) * (1 - cmath.cos(angle))
    r = [p[i] * cmath.cos(angle) + c[i] * cmath.sin(angle) + u[i] * along for i in range(3)]
    e = [r[0] / r[2], r[1] / r[2]]
    square = e[0] * e[0] + e[1] * e[1]
    distortion = 1 + cam[9] * square + cam[10] * square * square
    return [w * (e[i] * distortion * cam[6] + cam[7 + i] - feat[i]) for i in range(2)]
cam, point, w, feat = numbers(3) + numbers(3, -5, 5) + [400.5, 5.25, -8.5, 0.0875, 0.00275], [7.25, 0.5, 9.0], 0.75, [271.5, 83.25]
N, M, P = 3, 4, 11
given = {"n": N, "m": M, "p": P, "cam": cam, "x": point, "w": w, "feat": feat, "min_runs": 1, "min_seconds": 0}
J = jacobian(lambda v: reproject(v, feat), cam + point + [w])
places = [j for j in range(11)] + [11 * N + j for j in range(3)] + [11 * N + 3 * M]
say({"kind": "define", "module": "ba"}, {"success": True})
ask("ba", "objective", given, {"reproj_error": {"elements": [real(v) for v in reproject(cam + point + [w], feat)], "repeated": P}, "w_err": {"element": 1 - w * w, "repeated": P}})
ask("ba", "jacobian", given, {"rows": [15 * i for i in range(min(30, 2 * P))] + [30 * P + i for i in range(30 - 2 * P)] + [31 * P], "cols": places + places + [11 * N + 3 * M + P - 1], "vals": J[0] + J[1] + [-2 * w]})

# ht
product = lambda a, b: [[sum(a[i][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for i in range(len(a))]
def hand(theta, us, data, which, measured):
    model = data
    bones = len(model["parents"])
    angles = [[0, 0, 0] for _ in range(bones)]
    at = 6
    for finger in range(5):
        for i in (2, 3, 4):
            bone = 4 * finger + i
            angles[bone][0], at = theta[at], at + 1
            if i == 2: angles[bone][1], at = theta[at], at + 1
    absolute, transforms = [], []
    for bone in range(bones):
        tx, tz, ty = angles[bone]
        s, c = cmath.sin, cmath.cos
        rx = [[1, 0, 0], [0, c(tx), -s(tx)], [0, s(tx), c(tx)]]
        ry = [[c(ty), 0, s(ty)], [0, 1, 0], [-s(ty), 0, c(ty)]]
        rz = [[c(tz), -s(tz), 0], [s(tz), c(tz), 0], [0, 0, 1]]
        r = product(product(rz, ry), rx)
        local = product(model["base_relatives"][bone], [r[i] + [0] for i in range(3)] + [[0, 0, 0, 1]])
        absolute.append(local if model["parents"][bone] < 0 else product(absolute[model["parents"][bone]], local))
        transforms.append(product(absolute[bone], model["inverse_base_absolutes"][bone]))
    angle = cmath.sqrt(sum(v * v for v in theta[:3]))
    x, y, z = (v / angle for v in theta[:3])
    s, c = cmath.sin(angle), cmath.cos(angle)
    R = [[x * x + (1 - x * x) * c, x * y * (1 - c) - z * s, x * z * (1 - c) + y * s],
         [x * y * (1 - c) + z * s, y * y + (1 - y * y) * c, y * z * (1 - c) - x * s],
         [x * z * (1 - c) - y * s, z * y * (1 - c) + x * s, z * z + (1 - z * z) * c]]
    skin = []
    for v, rest in enumerate(model["base_positions"]):
        p = [sum(model["weights"][v][bone] * sum(transforms[bone][i][j] * rest[j] for j in range(4)) for bone in range(bones)) for i in range(3)]
        if model["is_mirrored"]: p[0] = -p[0]
        skin.append([sum(R[i][j] * p[j] for j in range(3)) + theta[3 + i] for i in range(3)])
    out = []
    for i, m in enumerate(measured):
        if us:
            a, b, t = us[2 * i], us[2 * i + 1], model["triangles"][which[i]]
            p = [a * skin[t[0]][j] + b * skin[t[1]][j] + (1 - a - b) * skin[t[2]][j] for j in range(3)]
        else: p = skin[which[i]]
        out += [m[j] - p[j] for j in range(3)]
    return out
bones, vertices = 22, 5
model = {"bone_names": [f"bone{i}" for i in range(bones)], "parents": [-1] + [0 if i % 4 == 1 or i == 21 else i - 1 for i in range(1, bones)],
         "base_relatives": [rows(3, 4) + [[0.0, 0.0, 0.0, 1.0]] for _ in range(bones)], "inverse_base_absolutes": [rows(3, 4) + [[0.0, 0.0, 0.0, 1.0]] for _ in range(bones)],
         "base_positions": [numbers(3) + [1.0] for _ in range(vertices)], "weights": rows(vertices, bones, 0, 0.2), "triangles": [[0, 1, 2], [2, 3, 4], [4, 1, 0]], "is_mirrored": True}
theta, measured = numbers(26, -1.5, 1.5), rows(3, 3)
say({"kind": "define", "module": "ht"}, {"success": True})
for us, which in ([], [4, 0, 2]), (rows(3, 2, 0, 0.5), [2, 0, 1]):
    given = {"theta": theta, "data": {"model": model, "correspondences": which, "points": measured}, "us": us, "min_runs": 1, "min_seconds": 0}
    flat = sum(us, [])
    f = lambda v: hand(v[len(flat):], v[:len(flat)], model, which, measured)
    full = jacobian(f, flat + theta)
    ask("ht", "objective", given, [real(v) for v in f(flat + theta)])
    ask("ht", "jacobian", given, [(row[i // 3 * 2:i // 3 * 2 + 2] if us else []) + row[len(flat):] for i, row in enumerate(full)])

# particle and saddle: the published answers
for module, given, output in ("particle", {"w": 0.0}, 0.2071918746486116), ("saddle", {"start": [1.0, 1.0]}, 4 * [8.246324826140356e-06]):
    say({"kind": "define", "module": module}, {"success": True})
    for function in "rr", "ff", "fr", "rf": ask(module, function, {**given, "min_runs": 1, "min_seconds": 0}, output)

# what a tool must survive
say({"kind": "define", "module": "unheard-of"}, {"success": False})
say({"kind": "evaluate", "module": "unheard-of", "function": "primal", "input": {"x": [1.0]}}, {"success": False})
say({"kind": "evaluate", "module": "lse", "function": "unheard-of", "input": {"x": [1.0]}}, {"success": False})
say({"kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": []}}, {"success": False})
say({"kind": "evaluate", "module": "lse", "function": "primal", "input": {"y": [1.0]}}, {"success": False})
say({"kind": "evaluate", "module": "gmm", "function": "objective", "input": {**{"d": 2, "k": 1, "n": 1, "m": 0, "gamma": 1.0, "alpha": [1.0], "q": [[1.0, 2.0]], "l": [[1.0]], "x": [[1.0, 2.0]]}, "mu": [[1.0, 2.0, 3.0]]}}, {"success": False})
say({"kind": "of later versions"}, {})
say({"kind": "evaluate", "module": "hello", "function": "square", "input": 3.0}, {"success": True, "output": 9.0})

with open("session.jsonl", "w") as file:
    for line in lines: file.write(json.dumps(line) + "\n")
