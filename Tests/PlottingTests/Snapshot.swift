/// Scripts as they should be, from the first panel on.
enum Snapshot {
  static let small = #"""
    unset label; unset arrow; unset object
    set label 'It'."'".'s 50 %' at screen 0.02, 0.96143 left font 'Arial,22' textcolor rgb '#1A1A1A' front
    set label 'two days' at screen 0.02, 0.92714 left font 'Arial,16' textcolor rgb '#4D4D4D' front
    set lmargin at screen 0.0615
    set rmargin at screen 0.96121
    set tmargin at screen 0.85714
    set bmargin at screen 0.08
    set xrange [-864:87264]
    set yrange [994.975:1105.525]
    set label 'Equity, $' at screen 0.02, 0.88714 left font 'Arial,15' textcolor rgb '#1A1A1A' front
    set arrow from screen 0.09296, 0.88714 to screen 0.11129, 0.88714 nohead lw 2.2 dt 1 lc rgb '#0072B2'
    set label 'a_b' at screen 0.11796, 0.88714 left font 'Arial,15' textcolor rgb '#4D4D4D' front
    set xtics nomirror out scale 0.5 font 'Arial,15' textcolor rgb '#4D4D4D' ('1 Jan'."\n".'1970' 0, '2 Jan' 86400)
    set ytics nomirror out scale 0.5 font 'Arial,15' textcolor rgb '#4D4D4D' ('1,000' 1000, '1,020' 1020, '1,040' 1040, '1,060' 1060, '1,080' 1080, '1,100' 1100)
    set border 3 front lw 1 lt 1 lc rgb '#8C8C8C'; unset yzeroaxis
    set grid xtics ytics lw 0.7 lt 1 lc rgb '#E6E6E6'
    unset colorbox
    set arrow from graph 0, first 1050 to graph 1, first 1050 nohead lw 1.2 dt (16, 12) lc rgb '#4D4D4D' front
    set label 'limit' at screen 0.96788, 0.46681 left font 'Arial,15' textcolor rgb '#4D4D4D' front
    $data1 << END
    0 1000
    86400 1100.5
    END
    plot $data1 using 1:2 with lines lw 1.8 dt 1 lc rgb '#0072B2' notitle

    unset multiplot
    unset output

    """#
}
