import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (folder: string, ending: RegExp): readonly (readonly [path: string, text: string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => [path, readFileSync(`${folder}/${path}`, 'utf8')])

const sheets = read('app/styles', /\.css$/)
const sources = read('app', /\.tsx?$/)
const code = sources.map(([, text]) => text).join('\n')
const classesIn = (css: string) =>
  [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/gi)].map(([, name]) => name ?? '')
const defined = new Set(sheets.flatMap(([, css]) => classesIn(css)))

describe('the stylesheet', () => {
  it('has every file in its list of imports', () => {
    const imported = [...readFileSync('app/styles/index.css', 'utf8').matchAll(/@import "\.\/(.*)";/g)]
    const others = sheets.map(([path]) => path).filter((path) => path !== 'index.css')
    expect(imported.map(([, path]) => path).sort()).toEqual(others.sort())
  })

  it('begins the classes of a section with its name', () => {
    const general = ['tokens.css', 'base.css', 'keys.css', 'touch.css', 'index.css']
    const sections = sheets.filter(([path]) => !general.includes(path))
    const foreign = sections.flatMap(([path, css]) => {
      const section = path.replace('.css', '')
      return classesIn(css).filter((name) => name !== section && !name.startsWith(`${section}-`))
    })
    expect(foreign).toEqual([])
  })

  it('has no class that no page uses', () => {
    const words = new Set(code.match(/[a-z][\w-]*/gi))
    // `matrix-${change}`: the rest of the name is only known when the page is rendered.
    const prefixes = [...code.matchAll(/([a-z][a-z-]*-[a-z]*)\$\{/g)].map(([, prefix]) => prefix ?? '')
    const isCompleted = (name: string, prefix: string) => {
      const rest = name.slice(prefix.length)
      return name.startsWith(prefix) && (words.has(rest) || /^\d+$/.test(rest))
    }
    const used = (name: string) => words.has(name) || prefixes.some((prefix) => isCompleted(name, prefix))
    expect([...defined].filter((name) => !used(name))).toEqual([])
  })

  it('has every class that a page uses', () => {
    const quoted = [...code.matchAll(/className(?:=|: )(?:\{?[`'"])([^`'"]*)/g)].map(([, names]) => names ?? '')
    const names = quoted.flatMap((list) => list.replace(/\$\{[^}]*\}?/g, '$').split(' '))
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter((name) => name !== '' && !name.includes('$') && !defined.has(name))).toEqual([])
  })
})
