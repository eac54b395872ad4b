// The original form as a table: merged cells, the marked cell, a click or Enter picks a cell.
// Texts come from strangers' files: only textContent is ever set.
export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".form")
  const table = document.createElement("table")
  const group = document.createElement("colgroup")
  for (const width of data.widths) {
    const col = document.createElement("col")
    col.style.width = width + "px"
    group.append(col)
  }
  table.append(group)
  table.style.minWidth = data.widths.reduce((sum, width) => sum + width, 0) + "px"
  const body = table.createTBody()
  const cells = new Map()
  let marked = null
  const rows = new Map()
  for (let row = data.first; row <= data.last; row++) rows.set(row, body.insertRow())
  for (const [row, column, rowSpan, columnSpan, text, role] of data.cells) {
    const line = rows.get(row)
    if (!line) continue
    const cell = line.insertCell()
    const place = `R${row}C${column}`
    cell.rowSpan = rowSpan
    cell.colSpan = columnSpan
    cell.textContent = text
    cell.className = role
    cell.dataset.place = place
    cell.dataset.row = row
    cell.dataset.column = column
    cell.tabIndex = -1
    cell.title = place
    cells.set(place, cell)
  }
  const mark = (cell) => {
    if (marked) marked.classList.remove("hit")
    marked = cell
    if (!cell) return
    cell.classList.add("hit")
    for (const other of cells.values()) other.tabIndex = -1
    cell.tabIndex = 0
  }
  const pick = (cell) => {
    if (!cell) return
    mark(cell)
    setTriggerValue("pick", cell.dataset.place)
  }
  table.onclick = (event) => pick(event.target.closest("td[data-place]"))
  table.onkeydown = (event) => {
    const cell = event.target.closest("td[data-place]")
    if (!cell) return
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault()
      pick(cell)
      return
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!step) return
    event.preventDefault()
    const next = neighbour(cell, step, cells)
    if (next) {
      cell.tabIndex = -1
      next.tabIndex = 0
      next.focus()
    }
  }
  mark(cells.get(data.mark) || null)
  if (!marked && cells.size) cells.values().next().value.tabIndex = 0
  box.setAttribute("aria-label", data.label)
  box.replaceChildren(table)
  if (!marked) return
  // The page may still be growing above us: look again once it has settled.
  const show = () => marked && marked.isConnected && marked.scrollIntoView({ block: "center", inline: "center" })
  requestAnimationFrame(show)
  const later = setTimeout(show, 350)
  return () => clearTimeout(later)
}

// The nearest cell in one direction: of those beyond this cell's edge, the closest that overlaps it.
function neighbour(cell, [down, right], cells) {
  const box = cell.getBoundingClientRect()
  let best = null
  let least = Infinity
  for (const other of cells.values()) {
    if (other === cell) continue
    const at = other.getBoundingClientRect()
    const overlaps = down ? at.left < box.right - 1 && at.right > box.left + 1 : at.top < box.bottom - 1 && at.bottom > box.top + 1
    const away = down > 0 ? at.top - box.bottom : down < 0 ? box.top - at.bottom : right > 0 ? at.left - box.right : box.left - at.right
    if (!overlaps || away < -2) continue
    const off = away * 1000 + Math.abs(down ? at.left - box.left : at.top - box.top)
    if (off < least) {
      least = off
      best = other
    }
  }
  return best
}
