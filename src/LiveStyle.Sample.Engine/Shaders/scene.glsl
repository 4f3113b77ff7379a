// What one draw is told; 128 bytes, which every device takes as push constants.
layout(push_constant) uniform Draw
{
    mat4 viewProjection;
    vec4 model[3]; // The rows of an affine matrix.
    vec3 eye;
    uint paint; // 8 bits each: red, green, blue in sRGB, surface.
};
