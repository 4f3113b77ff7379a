#version 460
#extension GL_EXT_samplerless_texture_functions : require

// One pixel of the target an invocation: a network's answer to a reduced picture, enlarged by Catmull and Rom's cubic, and a share of
// the brightness that the reduction had taken from the original. Enlarging is linear, so the reduced brightness is taken off first.

layout(local_size_x = 16, local_size_y = 16) in;
layout(constant_id = 0) const uint SOURCE_WIDTH = 1;
layout(constant_id = 1) const uint SOURCE_HEIGHT = 1;
layout(constant_id = 2) const uint TARGET_WIDTH = 1;
layout(constant_id = 3) const uint TARGET_HEIGHT = 1;
layout(set = 0, binding = 0) uniform texture2D answer;
layout(set = 0, binding = 1) uniform texture2D reduced;
layout(set = 0, binding = 2) uniform texture2D original;
layout(set = 0, binding = 3) uniform writeonly image2D target;

const float SHARE = 54.0 / 64.0;
const vec3 BRIGHTNESS = vec3(0.2126, 0.7152, 0.0722);

// Of the pixels -1, 0, 1 and 2, counted from the one before.
vec4 cubic(float f)
{
    return 0.5 * vec4(f * (-1.0 + f * (2.0 - f)), 2.0 + f * f * (-5.0 + 3.0 * f), f * (1.0 + f * (4.0 - 3.0 * f)), f * f * (f - 1.0));
}

void main()
{
    ivec2 pixel = ivec2(gl_GlobalInvocationID.xy);
    ivec2 from = ivec2(SOURCE_WIDTH, SOURCE_HEIGHT);
    ivec2 to = ivec2(TARGET_WIDTH, TARGET_HEIGHT);
    if (any(greaterThanEqual(pixel, to)))
    {
        return;
    }

    vec2 at = (vec2(pixel) + 0.5) * vec2(from) / vec2(to) - 0.5;
    ivec2 before = ivec2(floor(at));
    vec4 columns = cubic(at.x - float(before.x));
    vec4 rows = cubic(at.y - float(before.y));
    vec3 sum = vec3(0.0);
    for (int y = 0; y < 4; y++)
    {
        for (int x = 0; x < 4; x++)
        {
            ivec2 place = clamp(before + ivec2(x, y) - 1, ivec2(0), from - 1);
            vec3 rest = texelFetch(answer, place, 0).rgb - SHARE * dot(texelFetch(reduced, place, 0).rgb, BRIGHTNESS);
            sum += rows[y] * columns[x] * rest;
        }
    }

    vec4 own = texelFetch(original, pixel, 0);
    imageStore(target, pixel, vec4(clamp(sum + SHARE * dot(own.rgb, BRIGHTNESS), 0.0, 1.0), own.a));
}
