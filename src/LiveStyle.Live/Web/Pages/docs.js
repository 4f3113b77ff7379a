function make(tag, text, properties = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  element.textContent = text;
  return element;
}

let description = null;

/** A schema as people read it: one line a field, with its type. */
function shape(schema, indent = '') {
  if (schema.$ref) {
    return shape(description.components.schemas[schema.$ref.split('/').pop()], indent);
  }

  if (schema.oneOf) {
    return schema.oneOf.map(one => one.title ?? shape(one, indent)).join(' | ');
  }

  if (schema.enum) {
    return schema.enum.map(value => JSON.stringify(value)).join(' | ');
  }

  const type = [schema.type ?? 'any'].flat().join(' | ');
  if (schema.items) {
    return `[ ${shape(schema.items, indent)} … ]`;
  }

  if (schema.properties) {
    const lines = Object.entries(schema.properties).map(([name, field]) =>
      `${indent}  "${name}": ${shape(field, `${indent}  `)}${field.description ? `  // ${field.description}` : ''}`);
    return `{\n${lines.join('\n')}\n${indent}}`;
  }

  return schema.additionalProperties ? `{ name: ${shape(schema.additionalProperties, indent)} … }` : type;
}

function fold(title, text) {
  const details = make('details', '');
  details.append(make('summary', title), make('pre', text, { tabIndex: 0 }));
  return details;
}

function show(path, method, operation) {
  const section = make('section', '', { className: 'operation' });
  section.append(make('h2', `${method.toUpperCase()} ${path}`), make('p', operation.summary ?? ''));
  if (operation.description) {
    section.append(make('p', operation.description, { className: 'quiet' }));
  }

  const body = operation.requestBody?.content?.['application/json'];
  const examples = Object.values(body?.examples ?? {});
  if (examples.length > 0) {
    section.append(make('p', 'What to send:'), make('pre', examples.map(example =>
      `${example.summary ? `// ${example.summary}\n` : ''}${JSON.stringify(example.value)}`).join('\n'), { tabIndex: 0 }));
  }

  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    for (const [type, content] of Object.entries(response.content ?? {})) {
      if (status < '300') {
        section.append(content.schema && type === 'application/json'
          ? fold(`Answer ${status}, ${type}`, shape(content.schema))
          : make('p', `Answer ${status}, ${type}`));
      }
    }
  }

  const line = `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} -H "Authorization: Bearer $TOKEN"${examples.length > 0 ? ` -d '${JSON.stringify(examples[0].value)}'` : ''} ${location.origin}${path}`;
  if (!('101' in (operation.responses ?? {}))) {
    section.append(fold('With curl', line));
  }

  return section;
}

try {
  description = await (await fetch('/openapi.json')).json();
  document.getElementById('introduction').textContent = description.info.description;
  document.getElementById('operations').replaceChildren(...Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => show(path, method, operation))));
} catch {
  document.getElementById('introduction').textContent = 'The description did not come; is the show still running?';
}
