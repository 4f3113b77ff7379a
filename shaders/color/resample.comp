#version 460
#extension GL_EXT_samplerless_texture_functions : require

// One pixel of the target an invocation. Along each axis: the mean of what the pixel covers where the target is smaller, else
// bilinear. Places are counted in whole units, so that no rounding moves them.

layout(local_size_x = 16, local_size_y = 16) in;
layout(constant_id = 0) const uint SOURCE_WIDTH = 1;
layout(constant_id = 1) const uint SOURCE_HEIGHT = 1;
layout(constant_id = 2) const uint TARGET_WIDTH = 1;
layout(constant_id = 3) const uint TARGET_HEIGHT = 1;
layout(set = 0, binding = 0) uniform texture2D source;
layout(set = 0, binding = 1) uniform writeonly image2D target;

// First and last pixel of the source that count.
ivec2 covered(int pixel, int source_length, int target_length)
{
    if (source_length > target_length)
    {
        return ivec2(pixel * source_length / target_length, ((pixel + 1) * source_length - 1) / target_length);
    }

    // Twice the target's length above zero, since division rounds towards it.
    int before = ((2 * pixel + 1) * source_length + target_length) / (2 * target_length) - 1;
    return ivec2(before, before + 1);
}

float weight(int i, int pixel, int source_length, int target_length)
{
    if (source_length > target_length)
    {
        int begin = max(i * target_length, pixel * source_length);
        int end = min((i + 1) * target_length, (pixel + 1) * source_length);
        return float(end - begin) / float(source_length);
    }

    int distance = (2 * pixel + 1) * source_length - (2 * i + 1) * target_length;
    return 1.0 - float(abs(distance)) / float(2 * target_length);
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

    ivec2 columns = covered(pixel.x, from.x, to.x);
    ivec2 rows = covered(pixel.y, from.y, to.y);
    vec4 sum = vec4(0.0);
    for (int y = rows.x; y <= rows.y; y++)
    {
        vec4 row = vec4(0.0);
        for (int x = columns.x; x <= columns.y; x++)
        {
            row += weight(x, pixel.x, from.x, to.x) * texelFetch(source, clamp(ivec2(x, y), ivec2(0), from - 1), 0);
        }

        sum += weight(y, pixel.y, from.y, to.y) * row;
    }

    imageStore(target, pixel, sum);
}
